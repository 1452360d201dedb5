import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PipelineInput } from '../../../pipelines/local/compiled-pipeline';
import { projectRoot } from '../../../pipelines/local/project-root';
import { runArguments } from '../../../pipelines/local/run-arguments';

const input = (name: string, type: PipelineInput['type'], value?: unknown): PipelineInput => ({
  name,
  type,
  required: value === undefined,
  default: value,
  description: undefined,
});

const INPUTS = [
  input('month', 'NUMBER_INTEGER', 3),
  input('threshold', 'NUMBER_DOUBLE', 0.5),
  input('label', 'STRING', 'late'),
  input('deploy', 'BOOLEAN', false),
  input('columns', 'LIST', []),
  input('limits', 'STRUCT', {}),
];

const read = (...pairs: string[]): Record<string, unknown> => runArguments('flights', INPUTS, pairs);

test('without any, the defaults are used', () => {
  expect(read()).toEqual({ month: 3, threshold: 0.5, label: 'late', deploy: false, columns: [], limits: {} });
});

test.each([
  ['month=7', { month: 7 }],
  ['threshold=1', { threshold: 1 }],
  ['threshold=1e-3', { threshold: 0.001 }],
  ['label=7', { label: '7' }],
  ['label=a=b', { label: 'a=b' }],
  ['label=', { label: '' }],
  ['deploy=true', { deploy: true }],
  ['columns=["hour", "origin"]', { columns: ['hour', 'origin'] }],
  ['limits={"auc": 0.6}', { limits: { auc: 0.6 } }],
])('%s is read as the type of the parameter', (pair, expected) => {
  expect(read(pair)).toMatchObject(expected);
});

test('the command line wins over the file, and the last over the first', () => {
  expect(runArguments('flights', INPUTS, ['month=7', 'month=8'], { month: 5, label: 'file' })).toMatchObject({
    month: 8,
    label: 'file',
  });
});

test.each([
  ['month=7.5', 'parameter "month" of flights takes a whole number, given: 7.5'],
  ['month=july', 'parameter "month" of flights takes a whole number, given: "july"'],
  ['threshold=', 'parameter "threshold" of flights takes a number, given: ""'],
  ['deploy=yes', 'parameter "deploy" of flights takes true or false, given: "yes"'],
  ['columns=hour', 'parameter "columns" of flights takes a JSON list, as in [1, 2], given: "hour"'],
  ['limits=[1]', 'parameter "limits" of flights takes a JSON object, as in {"a": 1}, given: [1]'],
  ['monht=7', 'flights has no parameter "monht" (did you mean "month"?): it takes month, threshold, label'],
  ['unrelated_name=7', 'flights has no parameter "unrelated_name": it takes month, threshold, label'],
  ['month', '--param month: write it as name=value, as in --param month=7'],
])('%s is refused: %s', (pair, message) => {
  expect(() => read(pair)).toThrow(message);
});

test('everything that is wrong is told at once, with exit code 2', () => {
  const inputs = [...INPUTS, input('project', 'STRING')];
  expect(() => runArguments('flights', inputs, ['month=x', 'nope=1'])).toThrow(
    expect.objectContaining({
      exitCode: 2,
      message: expect.stringMatching(/month(.|\n)*nope(.|\n)*needs parameter "project", text/),
    }),
  );
});

test('a value of the wrong type in the file is refused like one of the command line', () => {
  expect(() => runArguments('flights', INPUTS, [], { month: '7' })).toThrow('takes a whole number, given: "7"');
});

test('a default that names a file of the project is found from any folder', () => {
  const inputs = [input('source', 'STRING', 'package.json'), input('registry', 'STRING', '.mlops/registry')];
  const before = process.cwd();
  process.chdir(tmpdir());
  try {
    expect(runArguments('flights', inputs, [])).toEqual({
      source: join(projectRoot(), 'package.json'),
      registry: '.mlops/registry',
    });
  } finally {
    process.chdir(before);
  }
});
