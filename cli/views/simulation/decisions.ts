import pc from 'picocolors';
import { type Decided } from '../../simulation/replay';

/** The decisions of a day: each run that starts, and the rest by what it was and why, once with how often. */
export function decisionLines(decisions: readonly Decided[], verbose: boolean | undefined): string[] {
  if (verbose) return decisions.map((each) => line(each, 1));
  const groups = new Map<string, Decided[]>();
  for (const each of decisions) groups.set(groupOf(each), [...(groups.get(groupOf(each)) ?? []), each]);
  return [...groups.values()].map((group) => line(group[0]!, group.length));
}

function groupOf({ decision, jobId, model, purpose, reason, because, detail }: Decided): string {
  if (decision === 'started') return jobId!;
  return [decision, model, purpose, reason, because, because ? '' : detail].join(' ');
}

function line(first: Decided, count: number): string {
  const time = new Date(first.time).toISOString().slice(11, 16);
  const who = first.model === undefined ? '' : ` ${[first.model, first.purpose].filter(Boolean).join(' ')}`;
  const times = count > 1 ? pc.dim(`, and ${count - 1} more like it`) : '';
  return `  ${time} ${pc.dim(placeOf(first))}${who} ${whatText(first)}${times}`;
}

const placeOf = ({ line }: Decided): string => (line === undefined ? '(clock)' : `(line ${line})`).padEnd(11);

function whatText({ decision, reason, because, detail, jobId }: Decided): string {
  switch (decision) {
    case 'started':
      return `${pc.green('starts')} ${jobId}: ${reason}`;
    case 'skipped':
      return `${pc.yellow('skipped')}, ${because}: ${detail} (${reason})`;
    case 'ignored':
      return `${pc.dim('ignored')}: ${detail}`;
    case 'refused':
      return `${pc.red('refused')}: ${detail}`;
  }
}
