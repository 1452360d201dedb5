import { LABEL } from '../../runs/job-id';
import { type PipelineJobs } from '../../runs/pipeline-jobs';
import { TransientProblem } from '../../runs/problems';
import { SimulatedJobs } from '../../runs/simulated-jobs';
import { type RunToStart, startRun } from '../../runs/start';
import { HOUR, specOf } from '../functions/world';

const clock = { now: Date.parse('2026-03-02T04:00:00Z') };
const simulated = () => new SimulatedJobs(() => clock.now, 30);
const start = (jobs: PipelineJobs, event: string, more: Partial<RunToStart> = {}) =>
  startRun({
    prefix: 'churn-dev',
    request: {
      ...{ version: 1, model: 'churn', purpose: 'training', reason: 'manual', event },
      ...{ parameters: {}, ignoreCooldown: false },
    },
    spec: specOf('churn'),
    jobs,
    now: () => clock.now,
    template: async () => ({ root: {} }),
    ...more,
  });

test('simulated jobs are decided on as real ones are', async () => {
  const jobs = simulated();
  const spec = specOf('churn', { limits: { cooldownMinutes: 0, maxRunsPerDay: 9, maxConcurrentRuns: 1 } });
  expect(await start(jobs, 'a', { spec })).toEqual({ outcome: 'started', jobId: 'churn-dev-churn-training-1' });
  expect(await start(jobs, 'b', { spec })).toMatchObject({ outcome: 'skipped', because: 'concurrency' });
  clock.now += HOUR;
  expect(await start(jobs, 'b', { spec })).toMatchObject({ outcome: 'started' });
  expect(await start(jobs, 'a', { spec })).toMatchObject({ outcome: 'skipped', because: 'duplicate' });
  expect(jobs.all.map(({ body }) => body.labels[LABEL.reason])).toEqual(['manual', 'manual']);
});

test('what the latest jobs forbid is skipped after one question', async () => {
  const jobs = simulated();
  await start(jobs, 'a');
  const latestOnly = { latest: jobs.latest.bind(jobs) } as unknown as PipelineJobs;
  const spec = specOf('churn', { limits: { cooldownMinutes: 60, maxRunsPerDay: 9, maxConcurrentRuns: 9 } });
  expect(await start(latestOnly, 'b', { spec })).toMatchObject({ because: 'cooldown' });
});

test('a template is fetched for a run that starts, and for no other', async () => {
  const jobs = simulated();
  const template = jest.fn(async () => ({ root: {} }));
  await start(jobs, 'a', { template });
  await start(jobs, 'a', { template });
  expect(template).toHaveBeenCalledTimes(1);
});

test('a wrong parameter is found before anything is asked', async () => {
  const spec = specOf('churn', { parameters: {} });
  const nothing = {} as PipelineJobs;
  await expect(start(nothing, 'a', { spec })).rejects.toThrow(
    'parameters of tabular-training: target is missing: text',
  );
});

test('a job that is gone between two calls is looked for anew at the next delivery', async () => {
  const jobs = Object.assign(simulated(), { create: async () => 'taken' as const });
  await expect(start(jobs, 'a')).rejects.toThrow(
    new TransientProblem('churn-dev-churn-training-1 was there and is gone'),
  );
});

test('whoever loses all the time gives up, to try again later', async () => {
  const jobs = simulated();
  const create = jobs.create.bind(jobs);
  let others = 0;
  jobs.create = async (jobId, body) => {
    await create(jobId, { ...body, labels: { ...body.labels, [LABEL.event]: `other ${(others += 1)}` } });
    return 'taken';
  };
  await expect(start(jobs, 'a')).rejects.toThrow('other runs of churn start all the time');
});
