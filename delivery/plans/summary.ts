/** The plans of an environment's stacks as Markdown, for a log and for a comment of a pull request. */
import { type Action, ACTIONS, type PlannedChange, type PlannedStack } from './plan';

export interface PlanSummary {
  readonly markdown: string;
  /** Why it must not be applied; empty when it may. */
  readonly refusals: readonly string[];
}

/** GitHub takes 65,536 characters in a comment, the least of all hosts. */
const MAX_LENGTH = 60_000;

/** How many lines are shown of each list: as many as fit. */
const LIMITS = [Number.POSITIVE_INFINITY, 300, 100, 30, 10, 3, 0];

/**
 * Sums up what Terraform plans: what would be lost on top, the rest folded.
 *
 * @param maxLength most characters; lists are cut until it fits
 */
export function planSummary(
  environment: string,
  stacks: readonly PlannedStack[],
  maxLength: number = MAX_LENGTH,
): PlanSummary {
  const refusals = refusalsOf(stacks);
  const texts = LIMITS.map((limit) => markdown(environment, stacks, refusals, limit));
  return { refusals, markdown: texts.find(({ length }) => length <= maxLength) ?? texts.at(-1)!.slice(0, maxLength) };
}

/** What takes away what nobody can make again, and what could not be planned. */
function refusalsOf(stacks: readonly PlannedStack[]): string[] {
  return stacks.flatMap(({ name, changes, failure }) => [
    ...(failure === undefined ? [] : [`${name}: Terraform does not plan it`]),
    ...changes
      .filter(({ losesData }) => losesData)
      .map(({ address, action }) => `${name}: would ${action} ${address}, which holds data`),
  ]);
}

type Limit = (typeof LIMITS)[number];

function markdown(environment: string, stacks: readonly PlannedStack[], refusals: readonly string[], limit: Limit) {
  const total = stacks.reduce((sum, { changes }) => sum + changes.length, 0);
  return [
    `## Terraform plan for ${environment}`,
    '',
    verdictOf(refusals, total, stacks),
    '',
    ...table(stacks),
    '',
    ...failures(stacks, limit),
    ...loud('destroy', 'Destroyed', stacks, limit),
    ...loud('replace', 'Replaced', stacks, limit),
    ...stacks.flatMap((stack) => folded(stack, limit)),
  ].join('\n');
}

function verdictOf(refusals: readonly string[], total: number, stacks: readonly PlannedStack[]): string {
  const failed = stacks.filter(({ failure }) => failure !== undefined).length;
  const lost = refusals.length - failed;
  if (refusals.length === 0)
    return total === 0 ? 'Nothing changes.' : 'Nothing that holds data is destroyed or replaced.';
  return [
    ...(lost > 0 ? [`**Refused: it would destroy or replace what holds data (${counted(lost, 'resource')}).**`] : []),
    ...(failed > 0 ? [`**Refused: Terraform does not plan ${counted(failed, 'stack')}.**`] : []),
  ].join('\n\n');
}

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

const HEAD = ['add', 'change', 'move', 'forget', 'replace', 'destroy'] as const satisfies readonly Action[];

function table(stacks: readonly PlannedStack[]): string[] {
  const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  const cell = ({ changes, failure }: PlannedStack, action: Action) =>
    failure === undefined ? changes.filter((change) => change.action === action).length : '?';
  return [
    row(['stack', ...HEAD]),
    row(['---', ...HEAD.map(() => '---:')]),
    ...stacks.map((stack) => row([stack.name, ...HEAD.map((action) => cell(stack, action))])),
  ];
}

function failures(stacks: readonly PlannedStack[], limit: Limit): string[] {
  return stacks.flatMap(({ name, failure }) =>
    failure === undefined
      ? []
      : [`### ${name} is not planned`, '', '```text', ...cut(complaint(failure), limit), '```', ''],
  );
}

/** Terraform quotes lines of the stack's file, which may be one line in all. */
const complaint = (text: string): string[] =>
  text
    .replaceAll('```', "'''")
    .split('\n')
    .map((line) => (line.length > MAX_LINE ? `${line.slice(0, MAX_LINE)} ...` : line));

const MAX_LINE = 300;

/** What has to be seen without unfolding anything. What holds data comes first. */
function loud(action: Action, title: string, stacks: readonly PlannedStack[], limit: Limit): string[] {
  const all = stacks.flatMap(({ name, changes }) =>
    changes.filter((change) => change.action === action).map((change) => ({ name, change })),
  );
  if (all.length === 0) return [];
  const first = [true, false].flatMap((losesData) => all.filter(({ change }) => change.losesData === losesData));
  const lines = first.map(({ name, change }) => {
    const holds = change.losesData ? ' **holds data**' : '';
    return `- ${code(change.address)} in ${name}${because(change)}${holds}`;
  });
  return [`### ${title}`, '', ...cut(lines, limit), ''];
}

const SIGNS: Readonly<Record<Action, string>> = {
  add: '+',
  change: '~',
  move: '>',
  forget: '?',
  replace: '-/+',
  destroy: '-',
};

function folded({ name, changes }: PlannedStack, limit: Limit): string[] {
  if (changes.length === 0) return [];
  const counts = ACTIONS.flatMap((action) => {
    const count = changes.filter((change) => change.action === action).length;
    return count === 0 ? [] : [`${count} to ${action}`];
  });
  const lines = changes.map((change) => {
    const from = change.from === undefined ? '' : ` from ${code(change.from)}`;
    return `- ${SIGNS[change.action]} ${code(change.address)}${from}${because(change)}`;
  });
  return [`<details><summary>${name}: ${counts.join(', ')}</summary>`, '', ...cut(lines, limit), '', '</details>', ''];
}

const because = ({ arguments: names }: PlannedChange): string =>
  names.length === 0 ? '' : `: ${names.map(code).join(', ')}`;

/** Keys of users are part of addresses: nothing in them may end the code. */
const code = (text: string): string => `\`${text.replaceAll('`', "'").replaceAll('\n', ' ')}\``;

function cut(lines: readonly string[], limit: Limit): string[] {
  if (lines.length <= limit) return [...lines];
  return [...lines.slice(0, limit), `... and ${lines.length - limit} more, in the log of the build`];
}
