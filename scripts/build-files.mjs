// What the builds share: where results go, and how to tell that nothing has to be built.
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { Buffer } from 'node:buffer';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const dist = join(root, 'dist');

/** Changes with what is installed. */
export const INSTALLED = 'node_modules/.package-lock.json';

/** Another process may be reading the file: it sees the old one or the new one, never half of it. */
export function writeIfChanged(path, contents) {
  if (existsSync(path) && readFileSync(path).equals(contents)) return;
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, contents);
  renameSync(draft, path);
}

/** A file as it is now: whoever edits it changes this. */
function stateOf(path) {
  const { mtimeMs, size } = statSync(join(root, path), { throwIfNoEntry: false }) ?? {};
  return `${mtimeMs} ${size}`;
}

export const stateOfAll = (paths) => Object.fromEntries(paths.map((path) => [path, stateOf(path)]));

/** @param stamp file in dist/ that holds the state of everything that decided on the results, and of the results */
export function isUpToDate(stamp) {
  try {
    const built = JSON.parse(readFileSync(join(dist, stamp), 'utf8'));
    return Object.entries(built).every(([path, state]) => stateOf(path) === state);
  } catch {
    return false;
  }
}

/** Whether a source may have changed after it was read: the next start then builds once more. */
export const editedSince = (time, paths) => paths.some((path) => !(statSync(join(root, path)).mtimeMs < time));

export const writeStamp = (stamp, states) => writeIfChanged(join(dist, stamp), Buffer.from(JSON.stringify(states)));
