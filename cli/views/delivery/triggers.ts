import pc from 'picocolors';
import { type TriggerEvent } from '../../../delivery/triggers';
import { type ListedTrigger } from '../../delivery/trigger-list';

export const triggersJson = (triggers: readonly ListedTrigger[]): string =>
  `${JSON.stringify({ triggers }, null, 2)}\n`;

const HEADINGS = ['TRIGGER', 'EVENT', 'ACCOUNT', 'FILES', 'APPROVAL'];

/** What starts which build as whom: one line each. */
export function triggersText(triggers: readonly ListedTrigger[]): string {
  const rows = triggers.map(({ key, event, account, approval, ...trigger }) => [
    key,
    eventText(event),
    account.split('@')[0]!,
    filesText(trigger),
    approval ? 'yes' : '-',
  ]);
  const widths = HEADINGS.map((heading, column) => Math.max(heading.length, ...rows.map((row) => row[column]!.length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd();
  return [pc.bold(line(HEADINGS)), ...rows.map(line), ''].join('\n');
}

function eventText(event: TriggerEvent): string {
  if ('message' in event) return `message on ${event.message.topic.split('/').at(-1)}`;
  if ('push' in event) return 'tag' in event.push ? `tag ${event.push.tag}` : `push to ${event.push.branch}`;
  const { branch, waitsForComment } = event.pullRequest;
  return `pull request into ${branch}${waitsForComment ? ', on /gcbrun' : ''}`;
}

function filesText({ includedFiles = [], ignoredFiles = [] }: Partial<ListedTrigger>): string {
  const parts = [...includedFiles, ...ignoredFiles.map((glob) => `not ${glob}`)];
  return parts.length > 0 ? parts.join(', ') : 'all';
}
