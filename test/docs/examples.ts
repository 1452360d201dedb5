import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One ```ts block of a page. */
export interface Example {
  /** `constructs/storage/README.md:8`: the line on which the block begins. */
  readonly place: string;
  readonly code: string;
}

/** What an example finds already there: a stack with Google providers, and an environment. Names begin in no example. */
export const GIVEN = `
import { type TerraformStack as GivenStack } from 'cdktf';
import { type Environment as GivenEnvironment } from '../../constructs/core/environment';
declare const stack: GivenStack;
declare const environment: GivenEnvironment;
`;

/** The examples of all pages below a folder: README.md, and one page a capability in patterns/. */
export function examplesBelow(folder: string): Example[] {
  const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md'));
  return pages.sort().flatMap((page) => examplesOf(join(folder, page)));
}

function examplesOf(page: string): Example[] {
  const text = readFileSync(page, 'utf8');
  return [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map((match) => ({
    place: `${page}:${text.slice(0, match.index).split('\n').length}`,
    code: match[1]!,
  }));
}
