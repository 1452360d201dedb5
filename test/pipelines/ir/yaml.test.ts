import { parse } from 'yaml';
import { compile, type JsonValue, pipeline, pythonComponent, string, struct, toYaml } from '../../../pipelines/ir';
import { say } from './components';

const keep = pythonComponent(
  { name: 'keep', functionName: 'keep', inputs: { value: struct() }, outputs: {} },
  'def keep(value): pass\n',
);

function constantIn(yaml: string, options: { version: '1.1' | '1.2' }): unknown {
  const spec = parse(yaml, options) as {
    root: { dag: { tasks: { a: { inputs: { parameters: { value: { runtimeValue: { constant: unknown } } } } } } } };
  };
  return spec.root.dag.tasks.a.inputs.parameters.value.runtimeValue.constant;
}

const awkward: Record<string, JsonValue> = {
  strings: [
    'yes',
    'no',
    'on',
    'y',
    'null',
    '~',
    '1e3',
    '0o7',
    '012',
    '1_000',
    '12:30',
    '2020-01-01',
    '',
    ' x',
    '#',
    '- a',
    '{{$.x}}',
    'a: b',
    "it's",
  ],
  numbers: [0, -1, 1.5, 1e-7, -2.5e-9, 1e21, 123456789012],
  others: [true, false, [], {}, { n: 'n' }],
};

test.each(['1.1', '1.2'] as const)('strings stay strings and numbers numbers for readers of YAML %s', (version) => {
  const yaml = toYaml(compile(pipeline('awkward', {}, (p) => void p.task('a', keep, { value: awkward }))));
  expect(constantIn(yaml, { version })).toEqual(awkward);
});

test('exponents have the point and sign without which PyYAML takes them for strings', () => {
  const yaml = toYaml(
    compile(pipeline('awkward', {}, (p) => void p.task('a', keep, { value: { n: [1e-7, -2.5e-9, 1e21] } }))),
  );
  expect(yaml).toContain('- 1.0e-7\n');
  expect(yaml).toContain('- -2.5e-9\n');
  expect(yaml).toContain('- 1.0e+21\n');
});

test('the bytes do not depend on the order in which things were written', () => {
  const inputs = { a: string({ default: 'x' }), b: string({ default: 'y' }) };
  const swapped = { b: inputs.b, a: inputs.a };
  const one = pipeline('order', { inputs }, (p) => {
    p.task('first', say, { text: p.inputs.a }, { env: { A: '1', B: '2' } });
    p.task('second', say, { text: p.inputs.b }, { env: { B: '2', A: '1' } });
  });
  const two = pipeline('order', { inputs: swapped }, (p) => {
    p.task('second', say, { text: p.inputs.b }, { env: { A: '1', B: '2' } });
    p.task('first', say, { text: p.inputs.a }, { env: { B: '2', A: '1' } });
  });
  expect(toYaml(compile(two))).toBe(toYaml(compile(one)));
});
