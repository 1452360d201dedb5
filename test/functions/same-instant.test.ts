import fc from 'fast-check';
import { handle } from '../../functions/retrain/handle';
import { pick, remembered, seeded } from './fake/random';
import { requestPush } from './messages';
import { brokenPromises } from './promises';
import { MINUTE, planOf, World } from './world';

/** Machines are busy at times. */
jest.setTimeout(60_000);

const LIMITS = { cooldownMinutes: 10, maxRunsPerDay: 3, maxConcurrentRuns: 2 };

test('of two instances with different events in the same instant, one starts a run', async () => {
  const world = new World({ plans: [planOf('churn', { limits: { ...LIMITS, cooldownMinutes: 60 } })] });
  await Promise.all(['a', 'b'].map((event) => handle(requestPush({ event }), world.instance())));
  expect(world.vertex.jobs).toHaveLength(1);
  expect(world.lines.map(({ decision, because }) => [decision, because])).toEqual(
    expect.arrayContaining([
      ['started', undefined],
      ['skipped', 'cooldown'],
    ]),
  );
});

test('of ten instances with the same event in the same instant, one starts a run', async () => {
  const world = new World();
  const replies = await Promise.all(
    Array.from({ length: 10 }, () => handle(requestPush({ event: 'a' }), world.instance())),
  );
  expect(new Set(replies)).toEqual(new Set(['done']));
  expect(world.vertex.jobs).toHaveLength(1);
});

test('without limits that stop them, all events of one instant start a run each', async () => {
  const world = new World();
  const events = Array.from({ length: 10 }, (_, index) => `event ${index}`);
  await Promise.all(events.map((event) => handle(requestPush({ event }), world.instance())));
  expect(world.vertex.jobs.map(({ jobId }) => jobId)).toEqual(
    events.map((_, index) => `churn-dev-churn-training-${index + 1}`),
  );
});

/** At one time: how many minutes after the last ones, and of which events. */
const burst = fc.record({
  afterMinutes: fc.integer({ min: 0, max: 700 }),
  events: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 5 }),
});

test('limits hold and no event starts twice, however calls overlap and lists lag behind', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(burst, { minLength: 1, maxLength: 10 }), fc.integer(), async (bursts, seed) => {
      const random = seeded(seed);
      const lag = remembered(() => (random() < 0.5 ? 0 : random() * 600 * MINUTE));
      const runMinutes = 90;
      const world = new World({
        plans: [planOf('churn', { limits: LIMITS })],
        vertex: { runMinutes: () => runMinutes, lag },
      });
      world.google.turns = () => Math.floor(random() * 4);
      const instances = [world.instance(), world.instance(), world.instance()];
      for (const { afterMinutes, events } of bursts) {
        world.now += afterMinutes * MINUTE;
        const call = (event: number) => handle(requestPush({ event: `event ${event}` }), pick(random, instances));
        await Promise.all(events.map(call));
      }
      expect(brokenPromises({ jobs: world.vertex.jobs, limitsOf: () => LIMITS, runMinutes })).toEqual([]);
      expect(world.google.problems).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

test('a job that was deleted leaves a hole that is passed over', async () => {
  const world = new World();
  for (const event of ['a', 'b', 'c', 'd']) await handle(requestPush({ event }), world.instance());
  world.vertex.delete('churn-dev-churn-training-2');
  await handle(requestPush({ event: 'e' }), world.instance());
  expect(world.vertex.jobs.at(-1)!.jobId).toBe('churn-dev-churn-training-5');
});
