import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AssessedInput, type AssessInput, assessInput } from '../../../cli/assessment/assess-input';
import { UsageError } from '../../../cli/failure';
import { FOREIGN_FILES, foreignStack } from '../../stacks/assessment/foreign-estate';
import { mlops, root } from '../../support/outside-judges';
import { scratchFolder, treeOf } from '../../support/tree';

jest.setTimeout(60_000);
const folder = scratchFolder();
const assess = (...args: string[]) => mlops(['assess', ...args], { cwd: folder() });
const write = (path: string, content: string | object) => {
  mkdirSync(join(folder(), path, '..'), { recursive: true });
  writeFileSync(join(folder(), path), typeof content === 'string' ? content : JSON.stringify(content));
};
const answer = (stdout: string) => JSON.parse(stdout) as AssessedInput;

const shown = (name: string) => ({
  format_version: '1.0',
  values: {
    root_module: {
      resources: [
        {
          address: `google_storage_bucket.${name}`,
          mode: 'managed',
          type: 'google_storage_bucket',
          name,
          values: { name },
        },
      ],
    },
  },
});

describe('what is assessed', () => {
  test('is the configuration, at its level, and nothing is left behind', () => {
    const yaml = readFileSync(join(root, 'examples/churn/mlops.yaml'), 'utf8');
    write('mlops.yaml', yaml.replace(/^level: \d$/m, 'level: 1'));
    const before = treeOf(folder());
    const { status, stdout } = assess('--json');
    expect(answer(stdout)).toMatchObject({ input: 'mlops.yaml, at level 1', level: 1 });
    expect(status).toBe(0);
    expect(treeOf(folder())).toEqual(before);
  });

  test('is a folder of stacks, with the files of the current folder that its triggers name', () => {
    write('out/stacks/main/cdk.tf.json', foreignStack(2));
    for (const [path, text] of Object.entries(FOREIGN_FILES)) write(path, text);
    expect(answer(assess('--stacks', 'out', '--json').stdout)).toMatchObject({ level: 2, unseen: 0 });
    const elsewhere = assess('--stacks', 'out', '--repository', 'out', '--json');
    expect(answer(elsewhere.stdout)).toMatchObject({ level: 1 });
  });

  test('is a folder of Terraform JSON as Terraform takes it, in several files', () => {
    const { resource } = foreignStack(0) as { resource: Record<string, object> };
    for (const [type, byId] of Object.entries(resource)) write(`tf/${type}.tf.json`, { resource: { [type]: byId } });
    expect(answer(assess('--stacks', 'tf', '--json').stdout)).toMatchObject({ input: 'tf', level: 0 });
  });

  test('is what Terraform shows: of several files, or of standard input', () => {
    write('dev.json', shown('dev'));
    write('prod.json', shown('prod'));
    const { stdout } = assess('--state', 'dev.json', 'prod.json', '--json');
    const data = answer(stdout).levels[0]!.items.find(({ id }) => id === 'data')!;
    expect(data.evidence).toEqual(['dev.json: google_storage_bucket.dev', 'prod.json: google_storage_bucket.prod']);
    const piped = spawnSync(process.execPath, [join(root, 'bin/mlops.mjs'), 'assess', '--state', '-', '--json'], {
      input: JSON.stringify(shown('piped')),
      encoding: 'utf8',
    });
    expect(answer(piped.stdout)).toMatchObject({ input: 'standard input', level: null });
  });
});

test('exit code 1 says that the level asked for is not met', () => {
  write('out/stacks/main/cdk.tf.json', foreignStack(1));
  const codes = ['0', '1', '2'].map((level) => assess('--stacks', 'out', '--level', level).status);
  expect(codes).toEqual([0, 0, 1]);
});

describe('bad input is one error', () => {
  const refusal = (input: Partial<AssessInput>) => () => assessInput({ config: 'mlops.yaml', ...input }, folder());

  test.each<[string, string | object, string]>([
    ['no JSON', 'resource "google_x" {}', 'a.json: this is no JSON ('],
    ['nothing', '', 'a.json: this is empty; give what "terraform show -json" prints'],
    ['a list', [], 'a.json: this is no JSON object;'],
    ['a state as it is stored', { version: 4, resources: [] }, 'a.json: this is a state as it is stored;'],
    ['a stack', foreignStack(0), 'a.json: this is Terraform JSON as it is written; give its folder to --stacks'],
    ['something else', { name: 'mlops-kit', version: '1.0.0' }, 'a.json: this is JSON of something else;'],
    ['an empty state', { format_version: '1.0' }, 'a.json holds no resource: there is nothing to assess'],
  ])('of a document: %s', (_, content, message) => {
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    const refused = refusal({ documents: [{ name: 'a.json', text }] });
    expect(refused).toThrow(UsageError);
    expect(refused).toThrow(message);
  });

  test.each<[string, string, string]>([
    ['not there', 'no', 'no: there is no such folder'],
    ['a file', 'main.tf', 'main.tf: this is a file;'],
    [
      'empty',
      'empty',
      'no stacks/NAME/cdk.tf.json and no *.tf.json there; give the folder that `mlops synth --out` wrote',
    ],
    ['HCL', '.', 'it holds Terraform in HCL: give what "terraform show -json" prints to --state'],
    ['broken', 'broken', 'broken/main.tf.json: no JSON ('],
  ])('of a folder: %s', (_, name, message) => {
    mkdirSync(join(folder(), 'empty'));
    write('main.tf', '');
    write('broken/main.tf.json', '{');
    expect(refusal({ stacks: join(folder(), name) })).toThrow(UsageError);
    expect(refusal({ stacks: join(folder(), name) })).toThrow(message);
  });

  test.each<[string, string[], string]>([
    ['a file that is not there', ['--state', 'no.json'], '--state no.json: there is no such file'],
    ['a folder for a file', ['--state', '.'], '--state .: this is a folder; give it to --stacks'],
    ['a folder without stacks', ['--stacks', '.'], '--stacks .: no stacks/NAME/cdk.tf.json'],
    ['a repository that is not there', ['--repository', 'no'], '--repository no: there is no such folder'],
    ['two things', ['--stacks', '.', '--state', 'a'], "option '--stacks <folder>' cannot be used with option '--state"],
    ['another level', ['--level', '3'], 'Levels are 0, 1 and 2.'],
  ])('with exit code 2: %s', (_, args, message) => {
    const { status, stdout, stderr } = assess(...args, '--json');
    const { problems } = JSON.parse(stderr) as { problems: string[] };
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(problems).toEqual([expect.stringContaining(message)]);
  });
});
