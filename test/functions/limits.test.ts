import { handle } from '../../functions/retrain/handle';
import { requestPush } from './messages';
import { HOUR, MINUTE, planOf, World, type WorldOptions } from './world';

/** Machines are busy at times. */
jest.setTimeout(60_000);

let world: World;
const make = (options?: WorldOptions) => (world = new World(options));
afterEach(() => expect(world.google.problems).toEqual([]));

const decisions = () => world.lines.map(({ decision, because, model }) => [model, decision, because].filter(Boolean));
const jobIds = () => world.vertex.jobs.map(({ jobId }) => jobId);

describe('limits', () => {
  const limited = (limits: { cooldownMinutes?: number; maxRunsPerDay?: number; maxConcurrentRuns?: number }) => [
    planOf('churn', { limits: { cooldownMinutes: 0, maxRunsPerDay: 100, maxConcurrentRuns: 100, ...limits } }),
  ];

  test('a run within the cooldown of the last one is skipped, and told', async () => {
    make({ plans: limited({ cooldownMinutes: 60 }) });
    await handle(requestPush(), world.instance());
    world.now += 59 * MINUTE;
    await handle(requestPush(), world.instance());
    world.now += MINUTE;
    await handle(requestPush(), world.instance());
    expect(decisions().map(([, ...rest]) => rest)).toEqual([['started'], ['skipped', 'cooldown'], ['started']]);
    expect(world.lines[1]).toMatchObject({
      severity: 'INFO',
      detail: '59 of 60 minutes have passed since the last run',
      jobId: 'churn-dev-churn-training-1',
    });
  });

  test('a person may ignore the cooldown, but not the other limits', async () => {
    make({ plans: limited({ cooldownMinutes: 60, maxRunsPerDay: 2 }) });
    for (let time = 0; time < 3; time += 1) await handle(requestPush({ ignoreCooldown: true }), world.instance());
    expect(decisions().map(([, ...rest]) => rest)).toEqual([['started'], ['started'], ['skipped', 'daily-limit']]);
  });

  test('no more than the daily limit start within 24 hours', async () => {
    make({ plans: limited({ maxRunsPerDay: 3 }) });
    for (let hour = 0; hour < 48; hour += 1) {
      await handle(requestPush(), world.instance());
      world.now += HOUR;
    }
    const hours = world.vertex.jobs.map(({ created }) => Math.round((created - world.vertex.jobs[0]!.created) / HOUR));
    expect(hours).toEqual([0, 1, 2, 24, 25, 26]);
  });

  test('a run that goes on for days holds its place', async () => {
    make({ plans: limited({ maxConcurrentRuns: 1, maxRunsPerDay: 500 }), vertex: { runMinutes: () => 3 * 24 * 60 } });
    await handle(requestPush(), world.instance());
    world.now += 2 * 24 * HOUR;
    await handle(requestPush(), world.instance());
    world.now += 2 * 24 * HOUR;
    await handle(requestPush(), world.instance());
    expect(decisions().map(([, ...rest]) => rest)).toEqual([['started'], ['skipped', 'concurrency'], ['started']]);
  });

  test('a run that goes on for weeks holds its place, however many others came and went', async () => {
    const runMinutes = (jobId: string) => (jobId.endsWith('-1') ? 90 * 24 * 60 : 5);
    make({ plans: limited({ maxConcurrentRuns: 2 }), vertex: { runMinutes } });
    const instance = world.instance();
    for (let day = 0; day < 30; day += 1) {
      await handle(requestPush(), instance);
      world.now += 25 * HOUR;
    }
    await handle(requestPush(), instance);
    await handle(requestPush(), instance);
    expect(decisions().filter(([, decision]) => decision === 'started')).toHaveLength(31);
    expect(decisions().at(-1)).toEqual(['churn', 'skipped', 'concurrency']);
  });

  test('runs of another environment in the same project do not count', async () => {
    make({ plans: limited({ cooldownMinutes: 60 }) });
    await handle(requestPush(), { ...world.instance(), prefix: 'churn-prod' });
    await handle(requestPush(), world.instance());
    expect(jobIds()).toEqual(['churn-prod-churn-training-1', 'churn-dev-churn-training-1']);
  });
});
