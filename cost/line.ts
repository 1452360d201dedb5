import { type Price, priceOf, type Unit } from './prices';

/** Hours of a month, as Google's price lists count it. */
export const HOURS_A_MONTH = 730;

/** Whom something is billed for. */
export interface Where {
  /** Environment; `delivery` and `state` are what no environment owns. */
  readonly environment: string;
  readonly model?: string;
}

/** One thing that is billed, in a month. */
export interface Line {
  readonly what: string;
  readonly where: Where;
  /** Units a month; none where it depends on use. */
  readonly quantity?: number;
  readonly unit?: Unit;
  /** None where the price is unknown. */
  readonly price?: Price;
  /** Millionths of a US dollar; none where price or quantity is unknown. */
  readonly perMonth?: number;
  /** Why it is not counted. */
  readonly unknown?: string;
}

/** What runs of a pipeline are billed for. */
export interface RunLine extends Line {
  /** Millionths of a US dollar for one run. */
  readonly perRun?: number;
  /** Runs a month that are due by the clock. */
  readonly runs: number;
  /** Runs a month when events ask for as many as the limits allow. */
  readonly mostRuns: number;
  /** Millionths of a US dollar for `mostRuns`. */
  readonly mostPerMonth?: number;
}

export interface Total {
  /** Millionths of a US dollar of what is known. */
  readonly micros: number;
  /** Whether something is not counted: the total is "at least". */
  readonly atLeast: boolean;
}

/** A line for so many units of a price in a region. */
export function lineOf(what: string, where: Where, quantity: number, priceId: string, region: string): Line {
  const price = priceOf(priceId, region);
  if (!price) return { what, where, quantity, unknown: `no price is known in ${region}` };
  return { what, where, quantity, unit: price.unit, price, perMonth: Math.round(price.micros * quantity) };
}

/** @param amount of a line, in millionths of a US dollar. @default - a month's */
export function totalOf<L extends Line>(
  lines: readonly L[],
  amount = (line: L): number | undefined => line.perMonth,
): Total {
  const micros = lines.reduce((sum, line) => sum + (amount(line) ?? 0), 0);
  return { micros, atLeast: lines.some((line) => amount(line) === undefined) };
}

/** GPUs that a machine is given: those of N1, as machines that bring theirs have them in their price. */
export const addedGpus = (what: string, where: Where, machine: string, hasGpus: boolean): Line[] =>
  hasGpus && machine.startsWith('n1-') ? [{ what, where, unknown: 'no price of GPUs is known' }] : [];

/** Keys of the sources of prices, in the order in which they are first used. */
export const sourcesOf = (lines: readonly Line[]): string[] => [
  ...new Set(lines.flatMap(({ price }) => (price ? [price.source] : []))),
];
