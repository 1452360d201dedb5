import { handle } from '../../functions/retrain/handle';
import { eventMark } from '../../runs/job-id';
import { requestPush } from './messages';
import { HOUR, planOf, PROJECT, World, type WorldOptions } from './world';

/** Machines are busy at times. */
jest.setTimeout(60_000);

let world: World;
const make = (options?: WorldOptions) => (world = new World(options));
afterEach(() => expect(world.google.problems).toEqual([]));

const decisions = () => world.lines.map(({ decision, because, model }) => [model, decision, because].filter(Boolean));
const jobIds = () => world.vertex.jobs.map(({ jobId }) => jobId);

describe('a message that asks for a run', () => {
  test('starts a job that holds what the plan and the request say', async () => {
    make();
    const request = { parameters: { rows: 500 }, event: 'first', detail: 'because I say so' } as const;
    expect(await handle(requestPush(request), world.instance())).toBe('done');
    expect(world.vertex.jobs).toHaveLength(1);
    expect(world.vertex.jobs[0]).toMatchObject({
      jobId: 'churn-dev-churn-training-1',
      body: {
        displayName: 'churn-dev-churn-training-1',
        labels: {
          product: 'churn',
          mlops_series: 'churn-dev',
          mlops_model: 'churn',
          mlops_purpose: 'training',
          mlops_reason: 'manual',
          mlops_event: eventMark('first'),
        },
        serviceAccount: `churn-dev-runner@${PROJECT}.iam.gserviceaccount.com`,
        pipelineSpec: { pipelineInfo: { name: 'tabular-training' } },
        runtimeConfig: { parameterValues: { target: 'churned', rows: 500 } },
      },
    });
  });

  test('is told in one line that says everything', async () => {
    make();
    await handle(requestPush({ event: 'first', detail: 'asked for' }, { messageId: '77' }), world.instance());
    expect(world.lines).toEqual([
      {
        severity: 'INFO',
        message: 'churn training: started churn-dev-churn-training-1',
        model: 'churn',
        purpose: 'training',
        reason: 'manual',
        event: 'first',
        asked: 'asked for',
        decision: 'started',
        jobId: 'churn-dev-churn-training-1',
        messageId: '77',
        deliveryAttempt: 1,
      },
    ]);
  });

  test('starts one job, however often it is delivered, also by another instance', async () => {
    make();
    const message = requestPush();
    for (let delivery = 0; delivery < 3; delivery += 1) await handle(message, world.instance());
    expect(jobIds()).toEqual(['churn-dev-churn-training-1']);
    expect(decisions()).toEqual([
      ['churn', 'started'],
      ['churn', 'skipped', 'duplicate'],
      ['churn', 'skipped', 'duplicate'],
    ]);
  });

  test('is a duplicate years later as well', async () => {
    make({ vertex: { runMinutes: () => 5 } });
    const instance = world.instance();
    await handle(requestPush({ event: 'once' }), instance);
    for (let month = 0; month < 30; month += 1) {
      world.now += 30 * 24 * HOUR;
      await handle(requestPush({ event: `later ${month}` }), instance);
    }
    await handle(requestPush({ event: 'once' }), instance);
    expect(world.vertex.jobs).toHaveLength(31);
    expect(decisions().at(-1)).toEqual(['churn', 'skipped', 'duplicate']);
  });

  test('of the other pipeline of the model has limits and numbers of its own', async () => {
    make({ plans: [planOf('churn', { limits: { cooldownMinutes: 60, maxRunsPerDay: 1, maxConcurrentRuns: 1 } })] });
    await handle(requestPush({ purpose: 'training' }), world.instance());
    await handle(requestPush({ purpose: 'monitoring' }), world.instance());
    expect(jobIds()).toEqual(['churn-dev-churn-training-1', 'churn-dev-churn-monitoring-1']);
  });

  test('reads a plan that has changed, and only asks about one that has not', async () => {
    make();
    const instance = world.instance();
    await handle(requestPush(), instance);
    world.setPlan(planOf('churn', { parameters: { target: 'left' } }));
    await handle(requestPush(), instance);
    expect(world.vertex.jobs.map(({ body }) => body.runtimeConfig.parameterValues.target)).toEqual(['churned', 'left']);
    const templates = world.google.calls.filter(({ parameters }) => parameters.object?.startsWith('templates/'));
    expect(templates).toHaveLength(1);
  });
});
