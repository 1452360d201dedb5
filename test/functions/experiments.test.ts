import { type VertexPipelineJobs } from '../../functions/retrain/google/vertex';
import { handle } from '../../functions/retrain/handle';
import { requestPush } from './messages';
import { planOf, PROJECT, REGION, World } from './world';

const STORE = `projects/${PROJECT}/locations/${REGION}/metadataStores/default`;
const withExperiment = () => new World({ plans: [planOf('churn', { experiment: 'churn-dev' })] });

test('runs are recorded in the experiment of the plan, which is made once', async () => {
  const world = withExperiment();
  for (const event of ['a', 'b']) await handle(requestPush({ event }), world.instance());
  expect([...world.vertex.contexts]).toEqual([
    [
      `${STORE}/contexts/churn-dev`,
      [`${STORE}/contexts/churn-dev-churn-training-1`, `${STORE}/contexts/churn-dev-churn-training-2`],
    ],
  ]);
  expect(world.vertex.jobs[0]!.labels.mlops_experiment).toBe('churn-dev');
  expect(world.lines).toMatchObject([{ experiment: 'recorded' }, { experiment: 'recorded' }]);
  expect(world.google.problems).toEqual([]);
});

test.each(['contexts.create', 'contexts.addContextChildren'])(
  'a run starts although %s fails, which is told',
  async (method) => {
    const world = withExperiment();
    world.google.fault = (call) => (call.method.endsWith(method) ? 403 : undefined);
    expect(await handle(requestPush(), world.instance())).toBe('done');
    expect(world.vertex.jobs).toHaveLength(1);
    expect(world.lines).toMatchObject([
      { decision: 'started', experiment: expect.stringMatching(/^not recorded: POST .* 403/) },
    ]);
  },
);

test('a run that does not begin in time is started all the same', async () => {
  const world = withExperiment();
  const instance = world.instance();
  const record = jest.spyOn(instance.experiments, 'record');
  jest.spyOn(instance.jobs as VertexPipelineJobs, 'raw').mockResolvedValue({ name: '', createTime: '' });
  await handle(requestPush(), instance);
  expect(await record.mock.results[0]!.value).toEqual({ notRecorded: 'the run has not begun' });
  expect(world.vertex.contexts.get(`${STORE}/contexts/churn-dev`)).toEqual([]);
});

test('a run that did not start is recorded nowhere', async () => {
  const limits = { cooldownMinutes: 60, maxRunsPerDay: 9, maxConcurrentRuns: 9 };
  const world = new World({ plans: [planOf('churn', { experiment: 'churn-dev', limits })] });
  for (const event of ['a', 'b']) await handle(requestPush({ event }), world.instance());
  expect([...world.vertex.contexts.values()].flat()).toHaveLength(1);
});
