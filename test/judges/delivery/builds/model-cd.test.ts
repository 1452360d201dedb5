import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { eventMark } from '../../../../runs/job-id';
import { type Answer } from '../../../support/delivery/run-build';
import { mlops } from '../../../support/outside-judges';
import { withPython } from '../../pipelines-local/with-python';
import { answer, statuses, workspace } from './workspace';

const { run, path, clean } = workspace();

const PLACE = 'https://europe-west4-aiplatform.googleapis.com/v1/projects/acme-churn-dev/locations/europe-west4';
const MARK = eventMark('challenger:churn@7');
const JOB = 'projects/acme-churn-dev/locations/europe-west4/pipelineJobs/churn-dev-churn-promotion-1';
const given = { _MODEL: 'churn', _ENVIRONMENT: 'dev', _MINUTES: '60', BUILD_ID: 'b-1' };

const challenger = answer(/churn@challenger$/, { versionId: '7', artifactUri: 'gs://models/churn/1' });
const requests = (rows: readonly object[]) =>
  answer(/queries$/, { jobComplete: true, rows: rows.map((row) => ({ f: [{ v: [{ v: JSON.stringify(row) }] }] })) });
const job = answer(/filter=/, { pipelineJobs: [{ name: JOB }] });
const ended = (state: string, outcome = 'promoted') => {
  const record = { artifacts: [{ metadata: { outcome, reason: 'so it was decided' } }] };
  const taskDetails = [{ taskName: 'roll-out', state: 'SUCCEEDED', outputs: { record } }];
  return answer(/promotion-1$/, { name: JOB, state: `PIPELINE_STATE_${state}`, jobDetail: { taskDetails } });
};
const well: readonly Answer[] = [challenger, requests([]), job, ended('SUCCEEDED')];

withPython('the build model-cd, in a copy of the repository', () => {
  /** A model that the training pipeline made. */
  let model: string;

  beforeAll(() => {
    const { status, stderr } = mlops(['run', 'tabular-training', '--local'], { cwd: path('.') });
    if (status !== 0) throw new Error(stderr);
    const files = readdirSync(path('.mlops/runs'), { recursive: true, encoding: 'utf8' });
    model = dirname(
      join(
        path('.mlops/runs'),
        files.find((file) => file.endsWith('train/model/model.joblib'))!,
      ),
    );
  });
  beforeEach(() => {
    clean('model');
    cpSync(model, path('model/challenger'), { recursive: true });
  });

  test('tests the challenger, and asks for its promotion once', async () => {
    const ran = await run('model-cd', given, well);
    expect(Object.values(statuses(ran))).toEqual(Array.from({ length: 9 }, () => 0));
    const request = readFileSync(path('model/request.json'), 'utf8').trim();
    expect(JSON.parse(request)).toMatchObject({
      ...{ model: 'churn', purpose: 'promotion', event: 'challenger:churn@7', detail: 'build b-1 tested it' },
    });
    expect(ran.asked).toEqual([
      'npm ci --ignore-scripts --no-audit --no-fund',
      `GET ${PLACE}/models/churn@challenger`,
      "gcloud storage cp --recursive 'gs://models/churn/1/*' model/challenger",
      'POST https://bigquery.googleapis.com/bigquery/v2/projects/acme-churn-dev/queries',
      `gcloud pubsub topics publish projects/acme-churn-dev/topics/churn-dev-runs '--message=${request}'`,
      `GET '${PLACE}/pipelineJobs?filter=labels.mlops_event%3D%22${MARK}%22'`,
      `GET ${PLACE}/pipelineJobs/churn-dev-churn-promotion-1`,
      `GET ${PLACE}/pipelineJobs/churn-dev-churn-promotion-1`,
    ]);
    expect(ran.output('input-data')).toContain('no requests were logged yet');
    expect(ran.output('predictions')).not.toContain('FAIL');
    expect(ran.output('latency')).toMatch(
      /p50 \S+ ms, p95 \S+ ms, p99 \S+ ms\nok {4}p95 is within the objective of 60000 ms/,
    );
    expect(ran.output('promote')).toContain('churn-dev-churn-promotion-1 succeeded\npromoted: so it was decided');
  });

  const asksForPromotion = (commands: readonly string[]) => commands.some((command) => command.includes('publish'));

  test.each([
    ['the promotion failed', ended('FAILED')],
    ['it was cancelled', ended('CANCELLED')],
    ['the champion had to be put back', ended('SUCCEEDED', 'rolled-back')],
  ])('fails when %s', async (_, end) => {
    const ran = await run('model-cd', given, [challenger, requests([]), job, end], ALL_BUT_CHECKS);
    expect(asksForPromotion(ran.asked)).toBe(true);
    expect(statuses(ran)).toEqual({ notice: 0, challenger: 0, request: 0, promote: 1 });
  });
  const ALL_BUT_CHECKS = ['notice', 'challenger', 'request', 'promote'];

  test('promotes nothing when requests are not what the model was trained on', async () => {
    const rows = Array.from({ length: 40 }, () => ({ distance: 'far', hour: 8 }));
    const ran = await run('model-cd', given, [challenger, requests(rows)]);
    expect(statuses(ran)).toMatchObject({ challenger: 0, 'input-data': 1 });
    expect(ran.output('input-data')).toContain("FAIL  distance: 40 of 40 values are no numbers, such as 'far'");
    expect(asksForPromotion(ran.asked)).toBe(false);
  });

  test('promotes nothing when the model cannot be served', async () => {
    writeFileSync(path('model/challenger/model.joblib'), 'no model');
    const ran = await run('model-cd', given, well);
    expect(statuses(ran).predictions).toBe(1);
    expect(ran.output('predictions')).toContain('the server ended before it served');
    expect(asksForPromotion(ran.asked)).toBe(false);
  });

  test('promotes nothing when the server breaks a promise', async () => {
    const file = path('pipelines/image/serve.py');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('for score in scores]', 'for score in sorted(scores)]'));
    const ran = await run('model-cd', given, well).finally(() => writeFileSync(file, text));
    expect(ran.output('predictions')).toMatch(/FAIL {2}a row alone is answered as among others: row \d/);
    expect(asksForPromotion(ran.asked)).toBe(false);
  });

  /** Runs the build under another configuration. */
  async function configured(from: string, to: string) {
    const file = path('delivered.yaml');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace(from, to));
    return run('model-cd', given, well).finally(() => writeFileSync(file, text));
  }

  test('promotes nothing when the server is slower than the objective of the model', async () => {
    const ran = await configured('latencyP95Ms: 60000', 'latencyP95Ms: 1');
    expect(statuses(ran)).toMatchObject({ predictions: 0, latency: 1 });
    expect(ran.output('latency')).toContain('FAIL  p95 is above the objective of 1 ms');
    expect(asksForPromotion(ran.asked)).toBe(false);
  });

  test.each([
    [
      'the notice is of something else',
      { _MODEL_STATE: 'failed' },
      well,
      ['npm ci --ignore-scripts --no-audit --no-fund'],
    ],
    [
      'there is no challenger',
      {},
      [answer(/challenger$/, {}, 404)],
      ['npm ci --ignore-scripts --no-audit --no-fund', `GET ${PLACE}/models/churn@challenger`],
    ],
  ])('does nothing, and succeeds, when %s', async (_, more, answers, asked) => {
    const ran = await run('model-cd', { ...given, ...more }, answers);
    expect({ succeeded: ran.succeeded, asked: ran.asked, skipped: existsSync(path('model/skip')) }).toEqual({
      ...{ succeeded: true, asked, skipped: true },
    });
    expect(['python', 'input-data', 'predictions', 'latency', 'request', 'promote'].map(ran.output).join('')).toBe('');
  });

  test('does nothing for a model whose trainings decide themselves', async () => {
    const ran = await configured(', promotion: {}', '');
    expect({ succeeded: ran.succeeded, asked: ran.asked.length }).toEqual({ succeeded: true, asked: 1 });
    expect(ran.output('notice')).toContain('churn has no promotion: nothing to do');
  });
});
