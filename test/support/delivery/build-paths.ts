import { join } from 'node:path';

/** What stands for the folders of Cloud Build on this machine. */
export interface Folders {
  /** Of the source. */
  readonly folder: string;
  /** For everything else. */
  readonly scratch: string;
}

/** `HOME` of all steps. */
export const homeOf = ({ scratch }: Folders): string => join(scratch, 'home');

const places = (folders: Folders) =>
  [
    ['/workspace', folders.folder],
    ['/builder/home', homeOf(folders)],
  ] as const;

/** A text with the paths of Cloud Build as they are on this machine. */
export function onMachine(text: string, folders: Folders): string {
  const replace = (all: string, [theirs, ours]: readonly [string, string]) =>
    all.replace(new RegExp(`(?<![\\w./-])${theirs}(?![\\w-])`, 'g'), ours);
  return places(folders).reduce(replace, text);
}

/** And back. */
export const asInBuild = (text: string, folders: Folders): string =>
  places(folders).reduce((all, [theirs, ours]) => all.replaceAll(ours, theirs), text);
