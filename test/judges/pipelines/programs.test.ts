import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile, type PipelineSpec, toYaml } from '../../../pipelines/ir';
import { withPython } from '../pipelines-local/with-python';
import { askJudge, type JudgeAnswer, type RunRequest } from './ask-judge';
import { normalize } from './normalize';
import { ownPrograms, type Program, programs } from './programs/programs';

/** Runs each program in both compilers' forms: what it answers, and what it leaves in its file. */
const folder = mkdtempSync(join(tmpdir(), 'programs-'));
const yamlOf = new Map(programs.map(({ pipeline }) => [pipeline.name, toYaml(compile(pipeline))]));

function request(program: Program, index: number, by: 'kit' | 'kfp', yaml: string): RunRequest {
  const given = Object.entries(program.arguments ?? {}).map(([name, value]) => {
    if (value !== 'FILE' && value !== 'FILE2') return [name, value] as const;
    return [name, join(folder, `${by}-${index}-${value}`)] as const;
  });
  const values = Object.fromEntries(given);
  if (typeof values['uri'] === 'string') writeFileSync(values['uri'], '');
  return { id: `${by}-${index}`, yaml, arguments: values };
}

function leftBehind(index: number, by: 'kit' | 'kfp'): string | undefined {
  const path = join(folder, `${by}-${index}-FILE`);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

const title = ({ pipeline, fails }: Program) => `${pipeline.name}${fails ? ' (failing)' : ''}`;
const named = [...yamlOf.keys()].map((name, index) => [name, index] as const);
const indexed = programs.map((program, index) => [title(program), program, index] as const);
const runnable = indexed.filter(([, { expected }]) => expected);

/** One change each that makes a spec say something else. */
const CHANGES: Readonly<Record<string, readonly [string, readonly [RegExp, string]]>> = {
  condition: ['one-of', [/> 3/, '> 4']],
  edge: ['artifacts', [/"producerTask":"evaluate"/, '"producerTask":"train"']],
  default: ['parameters', [/"defaultValue":3/, '"defaultValue":4']],
  constant: ['constants', [/"constant":7/, '"constant":8']],
  component: ['artifacts', [/"--function_to_execute","evaluate"/, '"--function_to_execute","train"']],
  'list of a loop': ['static-loop', [/\\"x\\"/, '\\"w\\"']],
  'limit of a loop': ['static-loop', [/"parallelismLimit":2/, '"parallelismLimit":3']],
  retry: ['task-settings', [/"maxRetryCount":3/, '"maxRetryCount":4']],
  variable: ['task-settings', [/"value":"fast"/, '"value":"slow"']],
};

withPython('programs in the form of the KFP compiler and of the kit', () => {
  let compiled: JudgeAnswer['compiled'];
  let parsed: JudgeAnswer['parsed'];
  let ran: JudgeAnswer['ran'];

  beforeAll(async () => {
    ({ compiled, parsed } = await askJudge({ compile: true, parse: [...yamlOf.values()] }));
    const run = runnable.flatMap(([, program, index]) => [
      request(program, index, 'kit', yamlOf.get(program.pipeline.name)!),
      request(program, index, 'kfp', compiled[program.pipeline.name]!.yaml),
    ]);
    ({ ran } = await askJudge({ run }));
  });

  test('covers every program of the KFP file', () => {
    expect([...yamlOf.keys()].sort()).toEqual(Object.keys(compiled).sort());
  });

  test.each(named)('%s parses strictly', (_, index) => {
    expect(parsed[index]!.error).toBeNull();
  });

  test.each(named)('%s says the same as the KFP compiler', (name, index) => {
    expect(normalize(parsed[index]!.spec!)).toEqual(normalize(compiled[name]!.spec));
  });

  describe.each(runnable)('%s in a local run', (_, program, index) => {
    test('answers and leaves behind what it should', () => {
      const { outputs, error, log } = ran[`kit-${index}`]!;
      const failed = error !== undefined;
      const detail = failed && !program.fails ? log : '';
      expect({ outputs: outputs ?? {}, failed, detail, file: leftBehind(index, 'kit') || undefined }).toEqual({
        outputs: program.expected,
        failed: program.fails ?? false,
        detail: '',
        file: program.file,
      });
    });

    test(program.localBug ? `is misread in KFP's own form: ${program.localBug}` : "agrees with KFP's own form", () => {
      const form = (by: 'kit' | 'kfp') => ({ outputs: ran[`${by}-${index}`]!.outputs, file: leftBehind(index, by) });
      if (program.localBug) expect(form('kfp')).not.toEqual(form('kit'));
      else expect(form('kfp')).toEqual(form('kit'));
    });
  });

  test('a task with metrics is answered from the cache the second time, as its metrics are a file', async () => {
    const path = join(folder, 'cached');
    const again = ['first', 'second'].map((id) => ({ id, yaml: yamlOf.get('metrics')!, arguments: { path } }));
    const { ran: cached } = await askJudge({ cache: true, run: again });
    expect([cached['first']!.outputs, cached['second']!.outputs]).toEqual([{ Output: 1 }, { Output: 1 }]);
    expect(readFileSync(path, 'utf8')).toBe('.');
  });

  test.each(Object.entries(CHANGES))('the comparison sees another %s', (_, [name, change]) => {
    const spec = parsed[named.findIndex(([program]) => program === name)]!.spec!;
    const changed = JSON.parse(JSON.stringify(spec).replace(change[0], change[1])) as PipelineSpec;
    expect(JSON.stringify(changed)).not.toBe(JSON.stringify(spec));
    expect(normalize(changed)).not.toEqual(normalize(spec));
  });

  test.each(ownPrograms.map((program) => [title(program), program] as const))('%s runs', async (_, program) => {
    const index = programs.length + ownPrograms.indexOf(program);
    const yaml = toYaml(compile(program.pipeline));
    const { ran: own, parsed: strict } = await askJudge({ parse: [yaml], run: [request(program, index, 'kit', yaml)] });
    expect(strict[0]!.error).toBeNull();
    expect(own[`kit-${index}`]!.outputs).toEqual(program.expected);
    expect(leftBehind(index, 'kit')).toBe(program.file);
  });
});
