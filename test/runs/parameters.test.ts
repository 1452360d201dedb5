import fc from 'fast-check';
import { parameterProblems, parameterProblemText } from '../../runs/parameters';
import { type PARAMETER_TYPES, type PipelineInputs } from '../../runs/plan';

type Type = (typeof PARAMETER_TYPES)[number];
const one = (type: Type, required = false): PipelineInputs => ({ x: { type, required } });
const textsOf = (inputs: PipelineInputs, parameters: Parameters<typeof parameterProblems>[1]) =>
  parameterProblems(inputs, parameters).map(parameterProblemText);

test.each<[Type, unknown[], unknown[]]>([
  ['STRING', ['', 'text', '12'], [12, true, null, [], {}]],
  ['NUMBER_INTEGER', [0, -3, 2 ** 53 - 1], [0.5, '3', true, null, 2 ** 53]],
  ['NUMBER_DOUBLE', [0, -3, 0.5, 1e300], ['0.5', false, null, []]],
  ['BOOLEAN', [true, false], [0, 'true', null]],
  ['LIST', [[], [1, 'a']], [{}, 'a', null]],
  ['STRUCT', [{}, { a: [1] }], [[], 'a', null]],
])('a %s takes what is one, and nothing else', (type, fitting, others) => {
  for (const x of fitting) expect(parameterProblems(one(type), { x } as never)).toEqual([]);
  for (const x of others)
    expect(parameterProblems(one(type), { x } as never)).toMatchObject([
      { parameter: 'x', problem: 'wrong-type', given: x },
    ]);
});

test('what must be given is missed, what has a default is not', () => {
  expect(textsOf(one('BOOLEAN', true), {})).toEqual(['x is missing: true or false']);
  expect(textsOf(one('BOOLEAN'), {})).toEqual([]);
});

test('what the pipeline does not know is named with what it knows', () => {
  expect(textsOf({ ...one('STRING'), y: { type: 'LIST', required: false } }, { z: 1 })).toEqual([
    'z is unknown: the pipeline has x, y',
  ]);
  expect(textsOf({}, { z: 1 })).toEqual(['z is unknown: the pipeline has no parameters']);
});

test('all problems are named, those of unknown parameters last', () => {
  const inputs: PipelineInputs = { a: { type: 'NUMBER_INTEGER', required: true }, b: { type: 'LIST', required: true } };
  expect(textsOf(inputs, { zz: 1, a: 'many' })).toEqual([
    'a must be a whole number, not "many"',
    'b is missing: a list',
    'zz is unknown: the pipeline has a, b',
  ]);
});

test('names that objects have by themselves are unknown like others', () => {
  fc.assert(
    fc.property(fc.constantFrom('constructor', 'toString', 'hasOwnProperty'), (name) => {
      expect(parameterProblems({}, { [name]: 1 })).toMatchObject([{ problem: 'unknown' }]);
      expect(parameterProblems({ [name]: { type: 'STRING', required: true } }, {})).toMatchObject([
        { problem: 'missing' },
      ]);
    }),
  );
});
