import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mlops } from '../../support/outside-judges';
import { scratchFolder } from '../../support/tree';
import { writeRunsConfig } from '../runs-config';

jest.setTimeout(60_000);
const folder = scratchFolder();
const write = (name: string, content: string) => writeFileSync(join(folder(), name), content);
const read = (name: string) => readFileSync(join(folder(), name), 'utf8');
const delivery = (...args: string[]) => mlops(['delivery', ...args], { cwd: folder() });

const planOf = (type: string, action: string) =>
  JSON.stringify({
    resource_changes: [{ address: `${type}.X`, mode: 'managed', type, change: { actions: [action] } }],
  });
const summary = (...stacks: string[]) =>
  delivery('plan-summary', ...stacks, '--plans', '.', '--environment', 'dev', '--out', 'summary.md');

test('sums plans up, in a file too', () => {
  write('platform-dev.json', planOf('google_storage_bucket', 'create'));
  const { status, stdout, stderr } = summary('platform-dev');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toBe(`${read('summary.md')}\n`);
  expect(stdout).toMatch(/^## Terraform plan for dev\n\nNothing that holds data is destroyed or replaced\.\n/);
});

test('refuses the loss of data by exit code 1, and still says everything', () => {
  write('platform-dev.json', planOf('google_storage_bucket', 'delete'));
  write('models-dev.txt', 'Initializing...\n\nError: Instance cannot be destroyed\n\n  on cdk.tf.json line 3\n');
  const { status, stderr } = summary('platform-dev', 'models-dev');
  expect(status).toBe(1);
  expect(stderr).toBe(
    'refused: platform-dev: would destroy google_storage_bucket.X, which holds data\n' +
      'refused: models-dev: Terraform does not plan it\n',
  );
  expect(read('summary.md')).toContain('```text\nError: Instance cannot be destroyed\n\n  on cdk.tf.json line 3\n```');
});

test('a plan that is missing or none is a mistake of whoever calls', () => {
  write('b.json', 'Error');
  expect(summary('a')).toMatchObject({ status: 2, stderr: 'error: there is neither a.json nor a.txt\n' });
  expect(summary('b')).toMatchObject({ status: 2, stderr: expect.stringContaining('error: b.json is not what') });
});

const record = () =>
  delivery('release-record', '--published', 'published', '--tag', 'v1', '--commit', 'abc', '--out', 'record.json');

test('writes the record of a release, the same each time', () => {
  write('published', `training\thttps://europe-west4-kfp.pkg.dev/p/dev\tsha256:${'a'.repeat(64)}\n`);
  const [first, again] = [record(), record()];
  expect(first).toMatchObject({ status: 0, stdout: read('record.json') });
  expect(again.stdout).toBe(first.stdout);
  expect(JSON.parse(first.stdout)).toMatchObject({
    tag: 'v1',
    commit: 'abc',
    pipelines: { training: `sha256:${'a'.repeat(64)}` },
  });
});

test('writes no record of a release that differs between environments', () => {
  const line = (environment: string) =>
    `training\thttps://r-kfp.pkg.dev/p/${environment}\tsha256:${environment[0]!.repeat(64)}\n`;
  write('published', line('a') + line('b'));
  expect(record()).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('training is not the same in every environment'),
  });
  expect(() => read('record.json')).toThrow('ENOENT');
});

test('prints the facts of a model', () => {
  writeRunsConfig(folder());
  const { status, stdout } = delivery('facts', '--model', 'churn');
  expect(status).toBe(0);
  expect(stdout).toContain("run_topic='projects/shop-project-dev/topics/shop-dev-runs'\n");
});

const compile = (...args: string[]) =>
  mlops(['compile', '--config', 'mlops.yaml', '--out', 'out', ...args], { cwd: folder() });

const IMAGE = `europe-west4-docker.pkg.dev/shop-project-dev/images/components@sha256:${'1'.repeat(64)}`;

test('compiles the pipelines that a configuration names, once each and for its image', () => {
  writeRunsConfig(folder(), (yaml) =>
    yaml
      .replace('counting.yaml\n    retrain: { s', 'tabular-training\n    retrain: { s')
      .replace('pipelines: {', `pipelines: { image: '${IMAGE}',`),
  );
  const { status, stdout } = compile();
  expect(status).toBe(0);
  expect(stdout.match(/^out\/[\w-]+\.yaml/gm)).toEqual(
    ['counting', 'tabular-training', 'watching'].map((name) => `out/${name}.yaml`),
  );
  expect(read('out/counting.yaml')).toBe(read('counting.yaml'));
  expect(read('out/tabular-training.yaml')).toContain(IMAGE);
});

test('compiles one of them, and knows no other', () => {
  writeRunsConfig(folder());
  expect(compile('watching').stdout).toMatch(/^out\/watching\.yaml {2}\d+ bytes\n$/);
  expect(compile('promotion')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('choose one of counting, watching'),
  });
});

test.each([['--pip-install'], ['--image', 'x@sha256:1'], ['--target', 'local']])(
  'refuses %s beside a configuration',
  (...option) => {
    expect(compile(...option)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--config says how steps get their packages'),
    });
  },
);

test('refuses two different pipelines of one name', () => {
  writeRunsConfig(folder(), (yaml) =>
    yaml.replace('pipeline: counting.yaml\n    retrain: { s', 'pipeline: other.yaml\n    retrain: { s'),
  );
  write('other.yaml', read('counting.yaml').replace('counting==1.0', 'counting==2.0'));
  expect(compile()).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('names two different pipelines "counting"'),
  });
});
