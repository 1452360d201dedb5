import pc from 'picocolors';
import { type Decided } from '../../simulation/replay';
import { bySeries, byDay, countBy, type Counts, dateOf, type DaySummary } from '../../simulation/summary';
import { counted } from '../counted';
import { decisionLines } from './decisions';

export interface Simulated {
  readonly product: string;
  readonly environment: string;
  /** Level of the file, when level 1 was simulated although the file has another. */
  readonly insteadOfLevel?: number;
  readonly runMinutes: number;
  readonly decided: readonly Decided[];
}

/** What a simulation decided, for programs. */
export function simulationJson({ environment, runMinutes, decided }: Simulated): string {
  const decisions = decided.map(({ time, ...rest }) => ({ at: new Date(time).toISOString(), ...rest }));
  const days = byDay(decided).map(({ date, decisions }) => ({
    date,
    ...countBy(decisions, ({ decision }) => decision),
  }));
  return `${JSON.stringify({ environment, runMinutes, totals: bySeries(decided), days, decisions }, null, 2)}\n`;
}

/** The same for people. */
export function simulationText(simulated: Simulated, { verbose }: { readonly verbose?: boolean }): string {
  const { decided } = simulated;
  const days = byDay(decided).map((day) => dayText(day, verbose));
  return `${[title(simulated), '', ...days, totalsText(decided)].join('\n')}\n`;
}

function title({ product, environment, decided, runMinutes, insteadOfLevel }: Simulated): string {
  const [first, last] = [decided[0], decided.at(-1)];
  const period = first && last ? `${dateOf(first.time)} to ${dateOf(last.time)}` : 'nothing happened';
  const note =
    insteadOfLevel === undefined ? '' : `\nThe file is at level ${insteadOfLevel}: this is what level 1 would do.`;
  const what = `${pc.bold(product)}, environment ${environment}: ${period}`;
  return `${what}; times are UTC, a run takes ${counted(runMinutes, 'minute')}${note}`;
}

const dayText = ({ date, decisions }: DaySummary, verbose: boolean | undefined): string =>
  [pc.bold(date), ...decisionLines(decisions, verbose), ''].join('\n');

function totalsText(decided: readonly Decided[]): string {
  const series = bySeries(decided).map(({ model, purpose, started, reasons, skipped, because }) => [
    `${model} ${purpose}`,
    `${started} started${countsText(reasons)}`,
    `${skipped} skipped${countsText(because)}`,
  ]);
  const widths = [0, 1].map((column) => Math.max(0, ...series.map((row) => row[column]!.length)));
  const rows = series.map(([name, started, skipped]) => {
    return `  ${name!.padEnd(widths[0]!)}  ${started!.padEnd(widths[1]!)}  ${skipped}`;
  });
  const others = (['ignored', 'refused'] as const).flatMap((decision) => {
    const { length } = decided.filter((each) => each.decision === decision);
    return length > 0 ? [`  ${decision} ${length}`] : [];
  });
  return [pc.bold('Totals'), ...rows, ...others].join('\n');
}

function countsText(counts: Counts): string {
  const parts = Object.entries(counts).map(([name, count]) => `${name} ${count}`);
  return parts.length > 0 ? ` (${parts.join(', ')})` : '';
}
