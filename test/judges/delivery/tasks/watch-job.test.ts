import { type Answer } from '../../../support/delivery/run-build';
import { answer, tasks } from './run-task';

const { run } = tasks();
const JOB = 'projects/acme-churn-dev/locations/europe-west4/pipelineJobs/e2e-1';
const URL = `https://europe-west4-aiplatform.googleapis.com/v1/${JOB}`;
const PAGE =
  'https://console.cloud.google.com/vertex-ai/pipelines/locations/europe-west4/runs/e2e-1?project=acme-churn-dev\n';

/** What pipelineJobs.get answers, so many times. */
const looks = (
  state: string,
  steps: Readonly<Record<string, string>> = {},
  times?: number,
  more: object = {},
): Answer => {
  const taskDetails = Object.entries(steps).map(([taskName, each], at) => ({
    taskName,
    state: each,
    startTime: `${at}`,
  }));
  return {
    ...answer(/GET/, { name: JOB, state: `PIPELINE_STATE_${state}`, jobDetail: { taskDetails }, ...more }),
    times,
  };
};

test('tells each step once, and succeeds with the job', async () => {
  const { status, output, commands } = await run(`watch-job.sh ${JOB} 60 cancel`, [
    looks('PENDING', {}, 1),
    looks('RUNNING', { ingest: 'RUNNING' }, 2),
    looks('RUNNING', { ingest: 'SUCCEEDED', train: 'RUNNING' }, 1),
    looks('SUCCEEDED', { ingest: 'SUCCEEDED', train: 'SUCCEEDED' }),
  ]);
  const steps = ['running        ingest', 'succeeded      ingest', 'running        train', 'succeeded      train'];
  expect(output).toBe(`${PAGE}${[...steps, 'e2e-1 succeeded'].join('\n')}\n`);
  expect({ status, commands }).toEqual({ status: 0, commands: Array.from({ length: 5 }, () => `GET ${URL}`) });
});

test.each(['FAILED', 'CANCELLED'])('fails when the job ended as %s, and cancels nothing', async (state) => {
  const { status, output, commands } = await run(`watch-job.sh ${JOB} 60 cancel`, [
    looks(state, { train: 'FAILED' }, undefined, { error: { message: 'train failed' } }),
  ]);
  expect(output).toBe(`${PAGE}failed         train\ne2e-1 ${state.toLowerCase()}: train failed\n`);
  expect({ status, commands }).toEqual({ status: 1, commands: [`GET ${URL}`] });
});

test('cancels a job that takes too long', async () => {
  const { status, output, commands } = await run(`watch-job.sh ${JOB} 0 cancel`, [
    looks('RUNNING'),
    answer(/POST/, {}),
  ]);
  expect(output).toBe(`${PAGE}e2e-1 has not ended after 0 minutes\ncancelling ${JOB}\n`);
  expect({ status, commands }).toEqual({ status: 2, commands: [`GET ${URL}`, `POST ${URL}:cancel`] });
});

test('leaves a job alone that is not its own, also when that takes too long', async () => {
  const { status, commands } = await run(`watch-job.sh ${JOB} 0`, [looks('RUNNING')]);
  expect({ status, commands }).toEqual({ status: 2, commands: [`GET ${URL}`] });
});

test('goes on when Google is out of reach for a while', async () => {
  const { status } = await run(`watch-job.sh ${JOB} 60`, [{ ...answer(/GET/, {}, 503), times: 9 }, looks('SUCCEEDED')]);
  expect(status).toBe(0);
});

test('gives up when Google does not come back, and cancels', async () => {
  const { status, commands } = await run(`watch-job.sh ${JOB} 60 cancel`, [answer(/^curl/, { error: 'gone' }, 503)]);
  expect(status).toBe(1);
  expect(commands).toEqual([...Array.from({ length: 10 }, () => `GET ${URL}`), `POST ${URL}:cancel`]);
});

test('cancels the job when the build is cancelled', async () => {
  const slow = `bash -c 'sleep() { exec /bin/sleep 30; }; export -f sleep; timeout 3 bash delivery/tasks/watch-job.sh ${JOB} 60 cancel'`;
  const { status, commands } = await run(`google-api.sh GET ${URL}; ${slow}`, [looks('RUNNING'), answer(/POST/, {})]);
  expect(commands.at(-1)).toBe(`POST ${URL}:cancel`);
  expect(status).toBe(124);
});
