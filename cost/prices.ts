import * as z from 'zod';
import table from './prices.json';

const price = z.strictObject({
  /** `compute.e2-standard-4` */
  id: z.string().regex(/^[a-z0-9]+(?:[.-][a-z0-9]+)+$/),
  title: z.string(),
  unit: z.enum(['hour', 'month', 'GiB-month', 'run']),
  /** US dollars by region; `*` is every region. Regions that are not there are unknown. */
  usd: z.record(z.string(), z.number().positive()),
  /** Key of `sources`. */
  source: z.string(),
});

const source = z.strictObject({
  url: z.url(),
  title: z.string(),
  /** When the page or list said so; when it was read, where it has no date. */
  date: z.iso.date(),
});

/** The shape of `prices.json`. */
export const priceTable = z.strictObject({
  currency: z.literal('USD'),
  sources: z.record(z.string(), source),
  prices: z.array(price),
});

export type Unit = z.infer<typeof price>['unit'];
export type Source = z.infer<typeof source>;

/** A price in one region. */
export interface Price {
  readonly id: string;
  readonly unit: Unit;
  /** Millionths of a US dollar for one unit. */
  readonly micros: number;
  /** Key of the source. */
  readonly source: string;
}

const { prices, sources } = priceTable.parse(table);
const byId = new Map(prices.map((each) => [each.id, each]));

/** Where prices and exemptions come from, by key. */
export const SOURCES: Readonly<Record<string, Source>> = sources;

/** The price of that id in a region; undefined when it is unknown. */
export function priceOf(id: string, region: string): Price | undefined {
  const row = byId.get(id);
  const usd = row?.usd[region] ?? row?.usd['*'];
  return row && usd !== undefined
    ? { id, unit: row.unit, micros: Math.round(usd * 1e6), source: row.source }
    : undefined;
}
