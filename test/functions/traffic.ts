/** Seeded traffic: what a platform of many models gets within two weeks, and what it should never get. */
import { DELIVERY } from '../../runs/delivery';
import { type RunLimits, type RunPlan } from '../../runs/plan';
import { type Routes } from '../../runs/routes';
import { type Push } from '../../runs/triggers/push';
import { pick } from './fake/random';
import { alertPush, push, requestPush, storagePush, tablePush } from './messages';
import { DATA_BUCKET, HOUR, MINUTE, planOf, PROJECT } from './world';

export const MODELS = Array.from({ length: 20 }, (_, index) => `model-${index + 1}`);

/** Each model has other limits, from none to strict ones. */
export const limitsOf = (model: string): RunLimits => {
  const index = MODELS.indexOf(model);
  return {
    cooldownMinutes: [0, 30, 360, 720][index % 4]!,
    maxRunsPerDay: [1, 2, 4, 24, 96][index % 5]!,
    maxConcurrentRuns: (index % 3) + 1,
  };
};

export const PLANS: readonly RunPlan[] = MODELS.map((model) => planOf(model, { limits: limitsOf(model) }));

const folder = (index: number) => `incoming/source-${index}/`;

/** Some data concerns one model, some three of them. */
export const ROUTES: Omit<Routes, 'version'> = {
  objects: MODELS.map((model, index) => ({
    bucket: DATA_BUCKET,
    prefix: folder(index),
    models: index % 5 === 0 ? [model, MODELS[(index + 1) % 20]!, MODELS[(index + 2) % 20]!] : [model],
  })),
  tables: MODELS.map((model, index) => ({ table: `${PROJECT}.churn_dev_raw.table_${index}`, models: [model] })),
};

/** Written with frequencies: the sum is 100. */
type Sender = (random: () => number, time: string) => Push;
const SENDERS: readonly (readonly [number, Sender])[] = [
  [20, (random, publishTime) => requestPush({ model: pick(random, MODELS), reason: 'schedule' }, { publishTime })],
  [10, (random) => requestPush({ model: pick(random, MODELS), purpose: 'monitoring', reason: 'schedule' })],
  [
    25,
    (random) =>
      storagePush({ name: `${folder(upTo(random, 22))}${upTo(random, 40)}.csv`, generation: String(upTo(random, 3)) }),
  ],
  [10, (random) => tablePush({ table: `table_${upTo(random, 22)}`, change: { jobName: `jobs/${upTo(random, 200)}` } })],
  [
    8,
    (random) =>
      alertPush({
        id: `0.${upTo(random, 200)}`,
        state: pick(random, ['open', 'closed']),
        labels: { 'mlops-model': pick(random, MODELS) },
      }),
  ],
  [
    10,
    (random) =>
      requestPush({
        model: pick(random, MODELS),
        ignoreCooldown: random() < 0.3,
        parameters: { rows: upTo(random, 9) },
      }),
  ],
  [4, (random) => requestPush({ model: pick(random, MODELS), event: `told ${upTo(random, 50)}` })],
  [3, () => push('no JSON {')],
  [2, (random) => push(Buffer.from(Array.from({ length: 50 }, () => upTo(random, 256))).toString('latin1'))],
  [1, () => push('x'.repeat(DELIVERY.maxMessageBytes + 1))],
  [2, () => requestPush({ model: 'no-such-model' })],
  [2, (random) => requestPush({ model: pick(random, MODELS), parameters: { rows: 'many' } })],
  [2, () => requestPush({ reason: 'whim' } as object)],
  [1, () => alertPush({ labels: {} })],
];

const upTo = (random: () => number, end: number) => Math.floor(random() * end);

export interface Sent {
  readonly at: number;
  readonly push: Push;
}

/** @param count how many messages, over two weeks from `start` on */
export function traffic(random: () => number, count: number, start: number): Sent[] {
  return Array.from({ length: count }, (_, index) => {
    const at = start + Math.floor((index / count) * 14 * 24 * HOUR);
    let left = random() * 100;
    const [, send] = SENDERS.find(([share]) => (left -= share) < 0) ?? SENDERS[0]!;
    return { at, push: send(random, new Date(at).toISOString()) };
  });
}

/** Some twenty times in two weeks, Google is out of order for five minutes. */
export const isOutage = (now: number): boolean => Math.floor(now / (5 * MINUTE)) % 200 === 0;
