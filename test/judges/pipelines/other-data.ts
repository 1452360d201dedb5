/** Data that is not the kit's: a shop whose customers leave, without months, with other names, gaps and text labels. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Numbers between 0 and 1, the same for the same seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface Customer {
  readonly 'basket value': number | null;
  readonly plan: string | null;
  readonly region_code: number | null;
  readonly newsletter: boolean;
  readonly visits: number;
}

/** Customers; `dearer` raises what they spend. */
export function customers(count: number, seed: number, dearer = 0): Customer[] {
  const next = random(seed);
  const plans = ['basic', 'plus', 'größer'];
  return Array.from({ length: count }, () => ({
    'basket value': next() < 0.1 ? null : Math.round(1000 * (10 + 80 * next() + dearer)) / 1000,
    plan: next() < 0.05 ? null : plans[Math.floor(next() * 3)]!,
    region_code: next() < 0.1 ? null : 1 + Math.floor(next() * 4),
    newsletter: next() < 0.5,
    visits: Math.floor(next() * 20),
  }));
}

/** Customers with few visits and dear baskets leave. */
export function writeShop(folder: string): string {
  const next = random(99);
  const rows = customers(600, 1).map((each, index) => {
    const risk = 0.25 + 0.02 * ((each['basket value'] ?? 50) - 50) - 0.05 * (each.visits - 10);
    return [`k-${index}`, ...Object.values(each).map((value: unknown) => value ?? ''), next() < risk ? 'yes' : 'no'];
  });
  const head = ['customer', ...Object.keys(customers(1, 1)[0]!), 'has left'];
  const path = join(folder, 'shop.csv');
  writeFileSync(path, [head, ...rows].map((cells) => `${cells.join(';')}\n`).join(''));
  return path;
}

/** Requests of five days in November as Vertex AI logs them; from the third on baskets are dearer. */
export function writeLog(folder: string): string {
  const lines = [1, 2, 3, 4, 5].flatMap((day) =>
    customers(200, 10 + day, day < 3 ? 0 : 60 + day).map((instance, index) => {
      const minute = String(index % 60).padStart(2, '0');
      const hour = String(Math.floor(index / 10)).padStart(2, '0');
      return JSON.stringify({
        endpoint: '1',
        deployed_model_id: '7',
        logging_time: `2026-11-0${day} ${hour}:${minute}:00 UTC`,
        request_id: String(index),
        request_payload: [JSON.stringify(instance)],
        response_payload: [JSON.stringify({ score: 0.5, prediction: 1 })],
      });
    }),
  );
  const path = join(folder, 'requests.jsonl');
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}
