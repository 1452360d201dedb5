import { type MonthlyModel, monthName, type Replay, type ReplayMonth, span } from './months';

const HEAD = ['month', 'late', 'moved most', 'champion', 'log loss', 'challenger', 'log loss', 'serves from now on'];
/** Columns of numbers, aligned right. */
const NUMBERS = new Set([1, 4, 6]);

const model = (given: MonthlyModel | undefined): string =>
  given ? `${given.version ? `v${given.version} ` : ''}${span(given.trainedOn)}` : '-';
const loss = (given: MonthlyModel | undefined): string => (given ? given.logLoss.toFixed(4) : '-');

function verdict({ retrained, winner, challenger, champion }: ReplayMonth): string {
  if (!retrained) return `v${champion?.version}, not retrained`;
  return winner === 'challenger'
    ? `v${challenger?.version}, the challenger wins`
    : `v${champion?.version}, the champion stays`;
}

function cells(month: ReplayMonth): string[] {
  const moved = month.drift ? `${month.drift.column} ${month.drift.distance.toFixed(2)}` : '-';
  const late = `${(100 * month.lateShare).toFixed(0)} %`;
  const { champion, challenger } = month;
  return [
    monthName(month.month),
    late,
    moved,
    model(champion),
    loss(champion),
    model(challenger),
    loss(challenger),
    verdict(month),
  ];
}

/** Head and rows of the year, as text. */
export function replayRows(replay: Replay): { readonly head: readonly string[]; readonly rows: readonly string[][] } {
  return { head: HEAD, rows: replay.months.map(cells) };
}

/** What decides, in a sentence. */
export function replayRule({ driftThreshold, minGain }: Replay): string {
  return (
    `A month is retrained when a column moved by more than ${driftThreshold} from the champion's training rows, or the ` +
    `champion's log loss rose by a tenth. The challenger wins when its log loss on the month is lower by more than ${minGain}.`
  );
}

/** The year as a table for the terminal. */
export function replayTable(replay: Replay): string {
  const { head, rows } = replayRows(replay);
  const lines = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  const pad = (cell: string, column: number): string =>
    NUMBERS.has(column) ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!);
  const texts = lines.map((line) => line.map(pad).join('  ').trimEnd());
  return [texts[0], '-'.repeat(Math.max(...texts.map((text) => text.length))), ...texts.slice(1)].join('\n');
}
