import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compilePipeline } from '../../../pipelines/kfp';
import { pipelineInputs, readCompiledPipeline } from '../../../pipelines/local/compiled-pipeline';
import { htmlReports } from '../../../pipelines/local/html-reports';
import { askLineage } from '../../../pipelines/local/lineage/ask';
import { projectRoot } from '../../../pipelines/local/project-root';
import { pythonEnvironment } from '../../../pipelines/local/python-env';
import { type LocalRun, runPipeline } from '../../../pipelines/local/run';
import { runArguments } from '../../../pipelines/local/run-arguments';
import { shortStep } from '../../../pipelines/local/step-name';
import { withPython } from './with-python';

/** The reference pipeline on the embedded data, as `npm run pipeline` runs it: July, learnt from April to June. */
withPython('tabular-training on this machine', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tabular-training-'));
  const runs = join(folder, 'runs');
  const flights = join(projectRoot(), 'pipelines', 'data', 'flights', 'flights.csv.gz');
  let done: LocalRun;

  const metrics = (step: string): Record<string, number> =>
    done.record.metrics.find((each) => shortStep(each.step) === step)!.values as Record<string, number>;

  beforeAll(async () => {
    const yaml = compilePipeline('tabular-training');
    const pipeline = readCompiledPipeline(yaml, 'tabular-training');
    const values = runArguments('tabular-training', pipelineInputs(pipeline), [`registry=${join(folder, 'registry')}`]);
    done = await runPipeline({ yaml, pipeline, arguments: values, python: await pythonEnvironment(), runs });
  });

  test('succeeds, and the bytes that ran are those of the golden file', () => {
    expect(done.record.failure).toBeNull();
    const golden = readFileSync(join(projectRoot(), 'pipelines', 'kfp', 'tabular-training', 'pipeline.yaml'));
    expect(readFileSync(join(done.folder, 'pipeline.yaml')).equals(golden)).toBe(true);
  });

  test('the model beats the base rate on a month that it has not seen', () => {
    const { auc, log_loss: loss, base_rate: rate } = metrics('evaluate');
    const ofBaseRate = -(rate! * Math.log(rate!) + (1 - rate!) * Math.log(1 - rate!));
    expect(auc).toBeGreaterThan(0.65);
    expect(loss).toBeLessThan(ofBaseRate);
  });

  test('without a champion the challenger wins and is registered', () => {
    expect(done.record.outputs).toMatchObject({ promote: true });
    expect(done.record.steps.map((step) => `${shortStep(step.step)} ${step.state}`)).toContain('register SUCCEEDED');
  });

  test('evaluations of challenger and champion are kept apart', () => {
    const evaluations = done.record.artifacts.filter((each) => each.name === 'evaluation');
    expect(new Set(evaluations.map((each) => each.sha256)).size).toBe(2);
  });

  test('its HTML artifacts are copied to names that a browser opens', () => {
    const pages = htmlReports(done);
    expect(pages.length).toBeGreaterThan(2);
    for (const page of pages) expect(readFileSync(page, 'utf8')).toMatch(/^<!doctype html>/i);
  });

  test('the registered version leads back to the flights, the code of each step and the parameters', () => {
    const [answer] = askLineage(runs, 'late-arrivals@1', 'backward');
    expect(answer?.data.map((each) => each.uri)).toEqual([flights]);
    expect(answer?.code.map((each) => each.component)).toEqual(
      expect.arrayContaining(['ingest', 'split', 'features', 'train', 'register']),
    );
    expect(answer?.parameters[done.record.runId]).toMatchObject({ month: 7, window_months: 3 });
  });

  test('the same version is found by its folder in the registry, which is a copy', () => {
    const copy = join(folder, 'registry', 'late-arrivals', 'versions', '1', 'model');
    const [answer] = askLineage(runs, copy, 'backward');
    expect(answer?.tree.uri).toMatch(/train\/model$/);
  });

  test('the flights lead forward to the model and to its version in the registry', () => {
    const [answer] = askLineage(runs, flights, 'forward');
    expect(answer?.models.map((each) => each.version ?? each.name)).toEqual(
      expect.arrayContaining(['model', 'late-arrivals@1']),
    );
  });
});
