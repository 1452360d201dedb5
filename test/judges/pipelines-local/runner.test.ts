import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pipelineInputs, readCompiledPipeline } from '../../../pipelines/local/compiled-pipeline';
import { askLineage } from '../../../pipelines/local/lineage/ask';
import { pythonEnvironment } from '../../../pipelines/local/python-env';
import { type LocalRun, runPipeline } from '../../../pipelines/local/run';
import { runArguments } from '../../../pipelines/local/run-arguments';
import { type RunEvent, type RunRecord } from '../../../pipelines/local/run-record';
import { championPipeline } from './compiled';
import { withPython } from './with-python';

/** Whether a process ends within some seconds; a dead one that nobody has waited for yet (Z) has ended. */
async function isGone(pid: number): Promise<boolean> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const state = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
    if (state === '' || state.startsWith('Z')) return true;
    await sleep(100);
  }
  return false;
}

/** The KFP SDK runs pipelines of three trivial steps; the judge is what it executed. */
const folder = mkdtempSync(join(tmpdir(), 'local-runs-'));
const runs = join(folder, 'runs');
const data = join(folder, 'flights.csv');
writeFileSync(data, 'late,hour\n1,9\n');

withPython('the local runner of the KFP SDK', () => {
  let python: string;
  beforeAll(async () => {
    python = await pythonEnvironment();
  });

  async function run(
    yaml: string,
    pairs: readonly string[] = [],
    onEvent?: (event: RunEvent) => void,
  ): Promise<LocalRun> {
    const pipeline = readCompiledPipeline(yaml, 'test');
    const values = runArguments('champion', pipelineInputs(pipeline), [`path=${data}`, ...pairs]);
    return runPipeline({ yaml, pipeline, arguments: values, python, runs, onEvent });
  }

  const states = ({ record }: LocalRun): Record<string, string> =>
    Object.fromEntries(record.steps.map((step) => [step.step, step.state]));

  describe('a run that succeeds', () => {
    const events: RunEvent[] = [];
    let done: LocalRun;
    beforeAll(async () => {
      done = await run(championPipeline(), [], (event) => void events.push(event));
    });

    test('runs every step, and the gated one', () => {
      expect(states(done)).toEqual({
        read: 'SUCCEEDED',
        champion: 'SUCCEEDED',
        challenger: 'SUCCEEDED',
        'gate/register': 'SUCCEEDED',
      });
    });

    test('tells what the gate decided, by which value', () => {
      expect(done.record.conditions).toEqual([
        { task: 'gate', condition: 'challenger.auc > 0.4', values: { 'challenger--auc': 0.5 }, result: true },
      ]);
    });

    test('streams the start and the end of each step', () => {
      const started = events.flatMap((event) => (event.event === 'step-started' ? [event.step] : []));
      expect(started.sort()).toEqual(['challenger', 'champion', 'gate/register', 'read']);
      expect(events.at(-1)).toMatchObject({ event: 'run-finished', state: 'SUCCEEDED' });
    });

    test('keeps the artifacts of two tasks of one component apart', () => {
      const models = done.record.artifacts.filter((each) => each.type === 'system.Model');
      expect(models.map((each) => readFileSync(each.uri, 'utf8').split(':')[0]).sort()).toEqual(['3', '5']);
    });

    test('keeps the bytes that ran', () => {
      expect(readFileSync(join(done.folder, 'pipeline.yaml'), 'utf8')).toBe(championPipeline());
    });

    test('answers which data, code and parameters made the model', () => {
      const model = join(done.folder, 'artifacts', 'challenger', 'model');
      const [answer] = askLineage(runs, model, 'backward');
      expect(answer?.data.map((each) => each.uri)).toEqual([data]);
      expect(answer?.code.map((each) => each.component)).toEqual(['read', 'train']);
      expect(answer?.parameters).toEqual({
        [done.record.runId]: { path: data, champion_depth: 3, challenger_depth: 5 },
      });
    });

    test('answers which models the data file reached', () => {
      const [answer] = askLineage(runs, data, 'forward');
      const reached = answer?.models.filter((each) => each.run === done.record.runId);
      expect(reached?.map((each) => each.uri.split('/').at(-2)).sort()).toEqual(['challenger', 'champion']);
    });
  });

  test('a gate that is not met skips its steps and the run succeeds', async () => {
    const done = await run(championPipeline(), ['challenger_depth=2']);
    expect(done.record.state).toBe('SUCCEEDED');
    expect(done.record.steps).toContainEqual({
      step: 'gate/register',
      state: 'SKIPPED',
      reason: 'its condition is false',
    });
  });

  test('a failing step is named with the last lines of its log, and what needs it is skipped', async () => {
    const done = await run(championPipeline(), ['challenger_depth=-1']);
    expect(done.record.state).toBe('FAILED');
    expect(done.record.failure).toMatchObject({ step: 'challenger' });
    expect(done.record.failure?.log.at(-1)).toBe('ValueError: depth -1 is negative');
    expect(states(done)).toMatchObject({ champion: 'SUCCEEDED', challenger: 'FAILED', 'gate/register': 'SKIPPED' });
  });

  test('a condition that the runner cannot resolve is an error, not a silent false', async () => {
    const done = await run(championPipeline('pipelinechannel--challenger-auc'));
    expect(done.record.state).toBe('FAILED');
    expect(done.record.failure).toMatchObject({ step: 'gate', message: expect.stringContaining('Could not resolve') });
  });

  test('Ctrl-C stops the steps that run, and the record says so', async () => {
    let stopping: NodeJS.Timeout | undefined;
    const model = (): string => join(runs, readdirSync(runs).sort().at(-1)!, 'artifacts', 'challenger', 'model');
    const stopWhenRunning = (): void => {
      if (existsSync(model()) && readFileSync(model(), 'utf8')) process.emit('SIGINT');
      else stopping = setTimeout(stopWhenRunning, 100);
    };
    const stopped = run(championPipeline(), ['challenger_depth=99'], (event) => {
      if (event.event === 'step-started' && event.step === 'challenger') stopWhenRunning();
    });
    await expect(stopped).rejects.toMatchObject({ exitCode: 130 });
    clearTimeout(stopping);
    const pid = Number(readFileSync(model(), 'utf8'));
    expect(await isGone(pid)).toBe(true);
    const record = JSON.parse(readFileSync(join(model(), '..', '..', '..', 'run.json'), 'utf8')) as RunRecord;
    expect(record.state).toBe('CANCELED');
    expect(record.steps).toContainEqual(expect.objectContaining({ step: 'challenger', state: 'CANCELED' }));
  });
});
