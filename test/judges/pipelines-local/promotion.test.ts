import { cpSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compilePipeline } from '../../../pipelines/kfp';
import { pipelineInputs, readCompiledPipeline } from '../../../pipelines/local/compiled-pipeline';
import { pythonEnvironment } from '../../../pipelines/local/python-env';
import { type LocalRun, runPipeline } from '../../../pipelines/local/run';
import { runArguments } from '../../../pipelines/local/run-arguments';
import { shortStep } from '../../../pipelines/local/step-name';
import { withPython } from './with-python';

interface Endpoint {
  readonly deployedModels: readonly { readonly id: string; readonly model: string }[];
  readonly trafficSplit: Readonly<Record<string, number>>;
}
interface RollOutRecord {
  readonly outcome: string;
  readonly log: readonly string[];
  readonly decision: { readonly winner: string; readonly champion: object };
}

/** A champion of April that serves, a challenger of July, and August to decide: each run on a copy of that registry. */
withPython('promotion on this machine', () => {
  const folder = mkdtempSync(join(tmpdir(), 'promotion-'));
  const trained = join(folder, 'trained');
  let python: string;

  async function run(name: string, pairs: readonly string[], registry: string): Promise<LocalRun> {
    const yaml = compilePipeline(name);
    const pipeline = readCompiledPipeline(yaml, name);
    const values = runArguments(name, pipelineInputs(pipeline), [...pairs, `registry=${registry}`]);
    return runPipeline({ yaml, pipeline, arguments: values, python, runs: join(folder, 'runs') });
  }

  async function promote(...pairs: string[]) {
    const registry = mkdtempSync(join(folder, 'registry-'));
    cpSync(trained, registry, { recursive: true });
    const done = await run('promotion', ['month=8', ...pairs], registry);
    const json = <T>(...path: string[]): T => JSON.parse(readFileSync(join(registry, ...path), 'utf8')) as T;
    const endpoint = json<Endpoint>('endpoints', 'late-arrivals.json');
    const version = (id: string) =>
      endpoint.deployedModels
        .find((each) => each.id === id)!
        .model.split('/')
        .at(-1)!;
    const traffic = Object.entries(endpoint.trafficSplit).map(([id, share]) => [version(id), share]);
    const recordOf = (step: string) => {
      const found = done.record.artifacts.find((each) => each.name === 'record' && shortStep(each.step) === step)!;
      return JSON.parse(readFileSync(found.uri, 'utf8')) as RollOutRecord;
    };
    return {
      ...done.record,
      ran: done.record.steps.filter(({ state }) => state === 'SUCCEEDED').map(({ step }) => shortStep(step)),
      aliases: json<object>('late-arrivals', 'aliases.json'),
      deployed: endpoint.deployedModels.map(({ id }) => version(id)),
      traffic: Object.fromEntries(traffic) as Record<string, number>,
      recordOf,
    };
  }

  const untouched = { aliases: { champion: 1, challenger: 2 }, deployed: ['1'], traffic: { 1: 100 } };
  const championOnly = { aliases: { champion: 1 }, deployed: ['1'], traffic: { 1: 100 } };

  beforeAll(async () => {
    python = await pythonEnvironment();
    await run('tabular-training', ['month=4', 'algorithm=logistic-regression', 'deploy=true'], trained);
    await run('tabular-training', ['month=7', 'alias=challenger'], trained);
  });

  test('a winner gets share after share, becomes the champion, and is the only one that is deployed', async () => {
    const done = await promote();
    expect(done.outputs).toMatchObject({ outcome: 'promoted', reason: 'every step went well' });
    expect(done).toMatchObject({ aliases: { champion: 2 }, deployed: ['2'], traffic: { 2: 100 } });
    const { log, decision } = done.recordOf('roll-out');
    expect(log.flatMap((line) => /gives it (\d+) %/.exec(line)?.[1] ?? [])).toEqual(['10', '50', '100']);
    expect(decision.winner).toBe('challenger');
  });

  test('a loser is no challenger any more, and the record says why', async () => {
    const done = await promote('min_relative_gain=0.9');
    expect(done.outputs).toMatchObject({
      outcome: 'rejected',
      reason: expect.stringMatching(/^auc gains .*, not more/),
    });
    expect(done).toMatchObject(championOnly);
    expect(done.recordOf('reject')).toMatchObject({ outcome: 'rejected', decision: { winner: 'champion' } });
  });

  test('a dry run compares, reports and touches nothing', async () => {
    const done = await promote('mode=dry-run');
    expect(done.outputs).toMatchObject({ outcome: 'dry-run', reason: expect.stringContaining('version 2 would be') });
    expect(done).toMatchObject(untouched);
    expect(done.ran).toEqual(expect.arrayContaining(['evaluate-champion', 'evaluate-challenger', 'compare']));
  });

  test('a dry run of a loser says that it would be rejected', async () => {
    const done = await promote('mode=dry-run', 'floors={"auc": 0.99}');
    expect(done.outputs).toMatchObject({
      outcome: 'dry-run',
      reason: expect.stringMatching(/^rejected if .* its floor/),
    });
    expect(done).toMatchObject(untouched);
  });

  test('one that is switched off ends at once, and says so', async () => {
    const done = await promote('mode=disabled');
    expect(done.outputs).toMatchObject({ outcome: 'disabled', reason: 'promotion of this model is disabled' });
    expect(done).toMatchObject(untouched);
    expect(done.ran).toEqual(['switched-off', 'notify']);
  });

  test('a winner that is too slow at half of the traffic is taken back, and is no challenger any more', async () => {
    const done = await promote('figures={"50": {"latency_p95_ms": 2000}}');
    expect(done.state).toBe('SUCCEEDED');
    expect(done.outputs).toMatchObject({
      outcome: 'rolled-back',
      reason: 'at 50 %: 95th percentile of latency is 2000 ms, more than 1000',
    });
    expect(done).toMatchObject(championOnly);
  });

  test('a winner whose rows are too far from its training never gets traffic', async () => {
    const done = await promote('max_skew=0.01');
    expect(done.outputs).toMatchObject({
      outcome: 'rolled-back',
      reason: expect.stringMatching(/^skew of \w+ is 0\.\d+/),
    });
    expect(done.recordOf('roll-out').log.join('\n')).not.toMatch(/deploys|gives it/);
    expect(done).toMatchObject(championOnly);
  });

  test('without a challenger it ends well, with the reason', async () => {
    const done = await promote('challenger_alias=nobody');
    expect(done.outputs).toMatchObject({
      outcome: 'nothing',
      reason: expect.stringContaining('late-arrivals has no nobody'),
    });
    const same = await promote('challenger_alias=champion');
    expect(same.outputs).toMatchObject({
      outcome: 'nothing',
      reason: 'version 1 of late-arrivals is champion already',
    });
    expect([done, same]).toMatchObject([untouched, untouched]);
  });
});
