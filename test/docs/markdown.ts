import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/outside-judges';

/** A page of the documentation, by its path from the root. */
export interface Page {
  readonly file: string;
  readonly text: string;
}

export const page = (file: string): Page => ({ file, text: readFileSync(join(root, file), 'utf8') });

/** Targets of links and images that stay in the checkout, without what follows `#`. */
export function relativeLinksIn({ text }: Page): string[] {
  const targets = [...withoutFences(text).matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1]!);
  return targets.filter((target) => !/^([a-z]+:|#)/.test(target)).map((target) => target.split('#')[0]!);
}

const withoutFences = (text: string): string => text.replace(/^ *```.*?^ *```/gms, '');

/** What a reader may type: the lines of shell blocks, and code within sentences. */
export function commandsIn({ text }: Page): string[] {
  const blocks = [...text.matchAll(/^ *```(?:sh|bash|console)\n(.*?)^ *```/gms)].flatMap((match) =>
    match[1]!.split('\n'),
  );
  const spans = [...withoutFences(text).matchAll(/`([^`\n]+)`/g)].map((match) => match[1]!);
  return [...blocks, ...spans].map((line) =>
    line
      .replace(/^\s*\$ /, '')
      .replace(/\s+#.*$/, '')
      .trim(),
  );
}

/** A block of output that follows `<!-- prints: COMMAND -->`. A line of three full stops stands for lines left out. */
export interface Quoted {
  readonly command: string;
  readonly lines: readonly string[];
}

export const quotedIn = ({ text }: Page): Quoted[] =>
  [...text.matchAll(/<!-- prints: (.+?) -->\n+```text\n(.*?)^```/gms)].map((match) => ({
    command: match[1]!,
    lines: match[2]!
      .split('\n')
      .map((line) => line.trimEnd())
      .filter((line) => line !== '' && line.trim() !== '...'),
  }));

/** Cells of the tables in a page, row by row, without heads and rules. */
export function tableRowsIn({ text }: Page): string[][] {
  const rows = text.split('\n').filter((line) => line.startsWith('|'));
  const body = rows.filter((row, index) => !isRule(row) && !isRule(rows[index + 1] ?? ''));
  return body.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const isRule = (row: string): boolean => /^\|[\s:|-]+\|$/.test(row);
