import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { prChecks } from '../../../delivery/builds/pr-checks';
import { pythonEnvironment } from '../../../pipelines/local/python-env';
import { copyOfRepository, runBuild } from '../../support/delivery/run-build';
import { linesOf, outcomes, partOf } from '../../support/delivery/steps-of-build';
import { withPython } from '../pipelines-local/with-python';
import { checkovProgram } from '../policy/scan';

withPython('the build pr-checks, in a copy of the repository', () => {
  let folder: string;
  beforeAll(async () => {
    await pythonEnvironment();
    await checkovProgram();
    folder = copyOfRepository();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const build = prChecks.build({});
  const start = (ids: readonly string[], substitutions = {}) =>
    runBuild(partOf(build, ...ids), { folder, substitutions });

  /** Changes a file for as long as the steps run, and answers what the last of them said. */
  async function saidAfter(file: string, change: (text: string) => string, ...ids: string[]): Promise<string[]> {
    const path = join(folder, file);
    const before = readFileSync(path, 'utf8');
    writeFileSync(path, change(before));
    expect(readFileSync(path, 'utf8')).not.toBe(before);
    const run = await start(ids);
    writeFileSync(path, before);
    expect(run.succeeded).toBe(false);
    expect(run.steps.at(-1)!.id).toBe(ids.at(-1));
    return linesOf(run, ids.at(-1)!);
  }

  test('passes, with every check run', async () => {
    const run = await runBuild(build, { folder });
    expect(outcomes(run)).toEqual(build.steps.map(({ id }) => id));
    expect(run.commands).toEqual(['npm ci --ignore-scripts --no-audit --no-fund']);
    expect(linesOf(run, 'policy').at(-1)).toMatch(/^[1-9]\d* checks passed, \d+ findings have a reason, 0 have none$/);
    expect(linesOf(run, 'golden')).toEqual(
      expect.arrayContaining(
        [
          'stacks/addresses',
          'stacks/snapshot',
          'pipelines/kfp/reference-pipelines',
          'pipelines/components/contracts',
        ].map((name) => expect.stringMatching(new RegExp(`^PASS fast test/${name}\\.test\\.ts`))),
      ),
    );
    expect(linesOf(run, 'component-tests').at(-1)).toMatch(/^[1-9]\d\d passed/);
  });

  test('takes the configuration that it is given, and ends at a mistake in it', async () => {
    const run = await start(['synth'], { _CONFIG: 'examples/churn/mlops.yaml' });
    expect(linesOf(run, 'synth')[0]).toMatch(/^examples\/churn\/mlops\.yaml is valid: /);
    const said = await saidAfter('mlops.yaml', (text) => text.replace('region:', 'regoin:'), 'synth');
    expect(said.join('\n')).toContain('regoin: unknown key');
  });

  test('shows how a compiled pipeline differs from the one that was reviewed', async () => {
    const file = 'pipelines/kfp/bigquery-ml/pipeline.yaml';
    const said = await saidAfter(file, (text) => text.replace('name: bigquery-ml', 'name: other'), 'pipelines');
    expect(said).toContain('-  name: other');
    expect(said).toContain('+  name: bigquery-ml');
    expect(said.at(-1)).toBe('stale: bigquery-ml; run: npx ts-node scripts/write-reference-pipelines.ts');
  });

  test('finds a component whose contract is out of date', async () => {
    const file = 'pipelines/components/split/component.py';
    const said = await saidAfter(
      file,
      (text) => text.replace('test_share: float = 0.2', 'test_share: float = 0.3'),
      'pipelines',
    );
    expect(said.join('\n')).toMatch(/split\/contract\.generated\.ts/);
  });

  test('finds a bucket that anybody may read', async () => {
    await start(['synth'], { _CONFIG: 'examples/minimal/mlops.yaml' });
    const open = (text: string) =>
      text.replace('"public_access_prevention": "enforced"', '"public_access_prevention": "inherited"');
    const said = await saidAfter('out/synth/stacks/platform-dev/cdk.tf.json', open, 'node', 'policy');
    expect(said.join('\n')).toMatch(/^CKV_GCP_114 {2}resource\.\w+/m);
  });
});
