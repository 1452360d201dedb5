import { handle, type Reply } from '../../../functions/retrain/handle';
import { type LogLine } from '../../../functions/retrain/log';
import { eventMark, LABEL } from '../../../runs/job-id';
import { type Push } from '../../../runs/triggers/push';
import { SimulatedPubsub } from '../../functions/fake/pubsub';
import { pick, remembered, seeded } from '../../functions/fake/random';
import { type FakeJob } from '../../functions/fake/vertex';
import { brokenPromises } from '../../functions/promises';
import { isOutage, limitsOf, PLANS, ROUTES, traffic } from '../../functions/traffic';
import { World } from '../../functions/world';

const MESSAGES = 10_000;
const RUN_MINUTES = 50;
const LIST_LAG = 90_000;

interface Delivery {
  readonly messageId: string;
  readonly reply: Reply;
  readonly lines: readonly LogLine[];
}

/** Two weeks of everything: duplicates, disorder, nonsense, faults and outages, by instances that work side by side. */
describe('10,000 messages', () => {
  const random = seeded(20260302);
  const lag = remembered(() => random() * LIST_LAG);
  const world = new World({ plans: PLANS, routes: ROUTES, vertex: { runMinutes: () => RUN_MINUTES, lag } });
  const instances = Array.from({ length: 4 }, () => world.instance());
  const pubsub = new SimulatedPubsub({
    clock: world,
    random,
    instances: 4,
    duplicates: 0.05,
    deliver,
  });
  const deliveries: Delivery[] = [];
  async function deliver(push: Push): Promise<Reply> {
    const lines: LogLine[] = [];
    const reply = await handle(push, { ...pick(random, instances), log: (line) => lines.push(line) });
    deliveries.push({ messageId: push.message.messageId, reply, lines });
    return reply;
  }
  const sent = traffic(random, MESSAGES, world.now);

  beforeAll(async () => {
    world.google.turns = () => (random() < 0.2 ? 1 : 0);
    world.google.fault = () => {
      if (isOutage(world.now)) return 503;
      return random() < 0.01 ? pick(random, [429, 500, 503, 'unreachable', 'answer-lost'] as const) : undefined;
    };
    for (const { at, push } of sent) pubsub.publish(push, at);
    await pubsub.drain();
  }, 300_000);

  test('start at most one job for each event, within all limits', () => {
    const { jobs } = world.vertex;
    const impatient = sent.filter(({ push }) => atob(push.message.data).includes('"ignoreCooldown":true'));
    const marks = new Set(impatient.map(({ push }) => eventMark(`message:${push.message.messageId}`)));
    const ignoresCooldown = ({ labels }: FakeJob) => marks.has(labels[LABEL.event]!);
    expect(brokenPromises({ jobs, limitsOf, runMinutes: RUN_MINUTES, ignoresCooldown })).toEqual([]);
  });

  test('are lost never: each is started, skipped with a reason, or dead-lettered', () => {
    const done = deliveries.filter(({ reply }) => reply === 'done');
    const settled = new Set(
      [...done, ...pubsub.undelivered.map(({ message }) => message)].map((each) => each.messageId),
    );
    expect(sent.filter(({ push }) => !settled.has(push.message.messageId))).toEqual([]);
    expect(
      done.filter(({ lines }) => lines.length === 0 || lines.some(({ decision }) => decision === 'retry')),
    ).toEqual([]);
  });

  test('that are nonsense become dead letters, and nothing else does', () => {
    const dead = deliveries.filter(({ lines }) => lines.some(({ decision }) => decision === 'dead-lettered'));
    const letters = world.deadLetters.map(({ attributes }) => attributes.mlopsMessageId);
    expect([...new Set(letters)].sort()).toEqual([...new Set(dead.map(({ messageId }) => messageId))].sort());
    expect(new Set(letters).size).toBeGreaterThan(MESSAGES * 0.1);
  });

  test('of all kinds were decided: the run proves something', () => {
    const counts = new Map<string, number>();
    for (const { decision, because = '' } of deliveries.flatMap(({ lines }) => lines)) {
      const kind = `${decision} ${because}`.trim();
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual([
      'dead-lettered permanent-problem',
      'dead-lettered refused',
      'retry permanent-problem',
      'retry refused',
      'retry transient-problem',
      'skipped concurrency',
      'skipped cooldown',
      'skipped daily-limit',
      'skipped duplicate',
      'skipped ignored',
      'started',
    ]);
  });

  test('made no call that the discovery documents do not allow', () => {
    expect(world.google.problems).toEqual([]);
  });
});
