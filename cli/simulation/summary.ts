import { type Decided } from './replay';

/** How often something was, by what it was: `cooldown: 3`. */
export type Counts = Readonly<Record<string, number>>;

/** The runs of one pipeline of a model. */
export interface SeriesSummary {
  readonly model: string;
  readonly purpose: string;
  readonly started: number;
  /** Started runs by why they were asked for. */
  readonly reasons: Counts;
  readonly skipped: number;
  /** Skipped requests by why they started none. */
  readonly because: Counts;
}

export interface DaySummary {
  /** In UTC. */
  readonly date: string;
  readonly decisions: readonly Decided[];
}

export const dateOf = (time: number): string => new Date(time).toISOString().slice(0, 'YYYY-MM-DD'.length);

/** Days on which something happened. */
export function byDay(decided: readonly Decided[]): DaySummary[] {
  const days = new Map<string, Decided[]>();
  for (const each of decided) days.set(dateOf(each.time), [...(days.get(dateOf(each.time)) ?? []), each]);
  return [...days].map(([date, decisions]) => ({ date, decisions }));
}

/** Totals, models in the order in which they first appear. */
export function bySeries(decided: readonly Decided[]): SeriesSummary[] {
  const series = new Map<string, Decided[]>();
  for (const each of decided.filter(({ decision }) => decision === 'started' || decision === 'skipped')) {
    const name = `${each.model} ${each.purpose}`;
    series.set(name, [...(series.get(name) ?? []), each]);
  }
  return [...series.values()].map((all) => {
    const [started, skipped] = ['started', 'skipped'].map((decision) =>
      all.filter((each) => each.decision === decision),
    );
    return {
      model: all[0]!.model!,
      purpose: all[0]!.purpose!,
      started: started!.length,
      reasons: countBy(started!, ({ reason }) => reason!),
      skipped: skipped!.length,
      because: countBy(skipped!, ({ because }) => because!),
    };
  });
}

/** Biggest number first. */
export function countBy<T>(all: readonly T[], name: (each: T) => string): Counts {
  const counts = new Map<string, number>();
  for (const each of all) counts.set(name(each), (counts.get(name(each)) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)));
}
