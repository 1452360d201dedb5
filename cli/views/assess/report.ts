import pc from 'picocolors';
import { type AssessedItem, type AssessedLevel, type Status } from '../../../stacks/assessment/assess';
import { type AssessedInput } from '../../assessment/assess-input';
import { type AssessOptions } from '../../options';
import { counted } from '../counted';

type Verbosity = Pick<AssessOptions, 'verbose'>;

/** Which level is met, for programs. */
export const assessmentJson = (assessed: AssessedInput): string => `${JSON.stringify(assessed, null, 2)}\n`;

const WORDS: Readonly<Record<Status, string>> = {
  met: 'met',
  missing: 'missing',
  optional: 'optional',
  unseen: 'cannot be seen',
};
const COLOURS: Readonly<Record<Status, (text: string) => string>> = {
  met: pc.green,
  missing: pc.red,
  optional: pc.dim,
  unseen: pc.yellow,
};

/** The same for people: the verdict, then one line an item. */
export function assessmentText(assessed: AssessedInput, options: Verbosity): string {
  const { input, levels } = assessed;
  const verdicts = levels.map((level) => `  level ${level.level}  ${levelVerdict(level, levels)}`);
  const width = Math.max(...levels.flatMap(({ items }) => items.map(({ title }) => title.length)));
  const lists = levels.map((level) => levelText(level, width, options));
  return [`${pc.bold(input)}: ${verdictOf(assessed)}`, ...verdicts, '', ...lists].join('\n');
}

function verdictOf({ level, unseen }: AssessedInput): string {
  if (level === null) return 'meets no level yet';
  const asFar = unseen > 0 ? `, as far as can be seen: ${counted(unseen, 'item')} cannot be` : '';
  return `meets level ${level}${asFar}`;
}

function levelVerdict({ level, met, items }: AssessedLevel, levels: readonly AssessedLevel[]): string {
  if (met) return pc.green('met');
  const missing = items.filter(({ status }) => status === 'missing').length;
  if (missing > 0) return `${pc.red('not met')}: ${counted(missing, 'item')} missing`;
  const below = levels.find((each) => each.level < level && !each.met);
  return `${pc.red('not met')}: level ${below!.level} is not`;
}

function levelText({ level, title, items }: AssessedLevel, width: number, options: Verbosity): string {
  const lines = items.flatMap((item) => itemLines(item, width, options));
  return [pc.bold(`Level ${level}: ${title}`), ...lines, ''].join('\n');
}

const STATUS_WIDTH = Math.max(...Object.values(WORDS).map((word) => word.length));

function itemLines(item: AssessedItem, width: number, { verbose }: Verbosity): string[] {
  const { status, title, evidence, looksFor } = item;
  const line = `  ${COLOURS[status](WORDS[status].padEnd(STATUS_WIDTH))}  ${title.padEnd(width)}  ${detailOf(item)}`;
  if (!verbose) return [line];
  return [line, `      looked for: ${looksFor}`, ...evidence.map((address) => `      ${address}`)];
}

/** The first that shows it; of what is missing, how to get it. */
function detailOf({ status, evidence, how, unseen }: AssessedItem): string {
  switch (status) {
    case 'met':
      return evidence.length > 1 ? `${evidence[0]!} and ${evidence.length - 1} more` : evidence[0]!;
    case 'unseen':
      return unseen!;
    case 'missing':
    case 'optional':
      return `get it by ${how}`;
  }
}
