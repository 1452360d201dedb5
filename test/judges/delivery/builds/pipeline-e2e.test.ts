import { existsSync, readFileSync } from 'node:fs';
import { type Answer } from '../../../support/delivery/run-build';
import { DiscoveredApi } from '../../../support/discovery/api';
import { answer, statuses, workspace } from './workspace';

const { run, path, clean } = workspace();
const ID = 'e2e-abcdef0-b-1';
const JOBS =
  'https://europe-west4-aiplatform.googleapis.com/v1/projects/acme-churn-dev/locations/europe-west4/pipelineJobs';
const CANDIDATE = 'gs://acme-churn-dev-churn-dev-pipelines/templates/candidates/abcdef0/tabular-training.yaml';
const given = { BUILD_ID: 'b-1', _MINUTES: '60' };

const looks = (state: string, more: object = {}): Answer =>
  answer(/GET/, {
    name: `projects/1/locations/europe-west4/pipelineJobs/${ID}`,
    state: `PIPELINE_STATE_${state}`,
    ...more,
  });
const tried = (...answers: readonly Answer[]) =>
  run('pipeline-e2e', given, [answer(/POST/, { name: 'made' }), ...answers], ['run']);
const started = [
  `gcloud storage cp candidate/tabular-training.yaml ${CANDIDATE}`,
  `POST '${JOBS}?pipelineJobId=${ID}'`,
  `GET ${JOBS}/${ID}`,
];

test('compiles the candidate, puts it beside others, and runs it on a sample', async () => {
  const ran = await run('pipeline-e2e', given, [answer(/POST/, {}), looks('SUCCEEDED')]);
  expect(statuses(ran)).toEqual({ packages: 0, candidate: 0, run: 0 });
  expect(ran.asked).toEqual(['npm ci --ignore-scripts --no-audit --no-fund', ...started]);
  expect(ran.output('run')).toContain(`${ID} succeeded`);
  expect(existsSync(path('candidate/tabular-training.yaml'))).toBe(true);
});

test('the job is one that Google takes, on a share of the rows, and makes no champion', () => {
  const body = JSON.parse(readFileSync(path('candidate/job.json'), 'utf8')) as {
    pipelineSpec: { pipelineInfo: { name: string } };
    runtimeConfig: { parameterValues: Record<string, unknown> };
  };
  const problems = new DiscoveredApi('aiplatform.v1').problems('GoogleCloudAiplatformV1PipelineJob', body, 'request');
  expect(problems).toEqual([]);
  expect(body.pipelineSpec.pipelineInfo.name).toBe('tabular-training');
  const { sampling, alias } = body.runtimeConfig.parameterValues;
  expect(sampling).toBe(0.1);
  expect(alias).toBe('candidate');
});

test('fails with the job, and tells which step it was', async () => {
  const taskDetails = [{ taskName: 'train', state: 'FAILED', error: { message: 'every row has churned = 0' } }];
  const ran = await tried(looks('FAILED', { jobDetail: { taskDetails }, error: { message: 'train failed' } }));
  expect(ran.asked).toEqual(started);
  expect(ran.output('run')).toContain(`failed         train: every row has churned = 0\n${ID} failed: train failed\n`);
  expect(ran.succeeded).toBe(false);
});

test('cancels a job that does not end in time', async () => {
  const ran = await run('pipeline-e2e', { ...given, _MINUTES: '0' }, [answer(/POST/, {}), looks('RUNNING')], ['run']);
  expect(ran.asked).toEqual([...started, `POST ${JOBS}/${ID}:cancel`]);
  expect(ran.succeeded).toBe(false);
});

test("says Google's words when no job can be made, and waits for none", async () => {
  const ran = await run('pipeline-e2e', given, [answer(/POST/, { error: { message: 'no access' } }, 403)], ['run']);
  expect(ran.asked).toEqual(started.slice(0, 2));
  expect(ran.output('run')).toContain('answered 403: {"error":{"message":"no access"}}');
  expect(ran.succeeded).toBe(false);
});

test('starts nothing of a pipeline that does not compile', async () => {
  clean('candidate');
  const ran = await run('pipeline-e2e', { ...given, _PIPELINE: 'tabular-trainig' }, []);
  expect(ran.output('candidate')).toContain(
    'there is no pipeline "tabular-trainig" (did you mean "tabular-training"?)',
  );
  expect(statuses(ran)).toEqual({ packages: 0, candidate: 2 });
});
