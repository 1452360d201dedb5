import { handle } from '../../functions/retrain/handle';
import { DELIVERY } from '../../runs/delivery';
import { SimulatedPubsub } from './fake/pubsub';
import { seeded } from './fake/random';
import { push, requestPush } from './messages';
import { HOUR, MINUTE, planOf, World } from './world';

/** Machines are busy at times. */
jest.setTimeout(60_000);

/** An outage from the start on, and one message a minute. The clock is the simulation's. */
async function through(outage: number, messages: number) {
  const world = new World({ plans: [planOf('churn')] });
  const [start, random] = [world.now, seeded(1)];
  world.google.fault = () => (world.now < start + outage ? 503 : undefined);
  const instance = world.instance();
  const deliver = (message: Parameters<typeof handle>[0]) => handle(message, instance);
  const pubsub = new SimulatedPubsub({ clock: world, random, instances: 4, duplicates: 0, deliver });
  for (let minute = 0; minute < messages; minute += 1)
    pubsub.publish(requestPush({ event: `event ${minute}` }), start + minute * MINUTE);
  pubsub.publish(push('nonsense'), start);
  await pubsub.drain();
  const worst = Math.max(...world.lines.map(({ deliveryAttempt }) => Number(deliveryAttempt)));
  return { world, pubsub, worst };
}

test('five minutes without Google delay runs and dead letters, and lose none', async () => {
  const { world, pubsub, worst } = await through(5 * MINUTE, 20);
  expect(world.vertex.jobs).toHaveLength(20);
  expect(world.deadLetters.map(({ text }) => text)).toEqual(['nonsense']);
  expect(pubsub.undelivered).toEqual([]);
  expect(worst).toBeGreaterThan(5);
});

test('the queue is drained within the longest wait after it', async () => {
  const { world } = await through(5 * MINUTE, 5);
  const last = world.vertex.jobs.at(-1)!.created - world.vertex.jobs[0]!.created;
  expect(last).toBeLessThan(10 * MINUTE);
});

test('attempts last for hours; then Pub/Sub itself keeps the message as a dead letter', async () => {
  const hours = (3 * 60 + 30) * MINUTE;
  expect((await through(hours, 1)).pubsub.undelivered).toEqual([]);
  const { world, pubsub } = await through(12 * HOUR, 1);
  expect(pubsub.undelivered.map(({ deliveryAttempt }) => deliveryAttempt)).toEqual([
    DELIVERY.maxDeliveryAttempts,
    DELIVERY.maxDeliveryAttempts,
  ]);
  expect(world.vertex.jobs).toEqual([]);
});

test('the function ends before its message is delivered once more', () => {
  expect(DELIVERY.functionTimeoutSeconds).toBeLessThan(DELIVERY.ackDeadlineSeconds);
  expect(DELIVERY.ackDeadlineSeconds).toBeLessThanOrEqual(600);
  expect(DELIVERY.maxDeliveryAttempts).toBeLessThanOrEqual(100);
});
