import { mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type WrittenFile } from '../../delivery/targets';
import { type FileChange } from './file-changes';

export interface Publication {
  /** Root of the repository. */
  readonly root: string;
  readonly wanted: readonly WrittenFile[];
  readonly changes: readonly FileChange[];
  /** A folder on the same file system, where everything is written first. */
  readonly draft: string;
  /** Called before the first file is put in its place. What it throws ends it with nothing written. */
  readonly beforePublish: () => void;
}

/** Puts new and changed files in their places once all are written, and removes what is no longer wanted. */
export function publishFiles({ root, wanted, changes, draft, beforePublish }: Publication): void {
  const stale = changes.filter(({ state }) => state === 'new' || state === 'changed').map(({ path }) => path);
  const texts = new Map(wanted.map(({ path, text }) => [path, text]));
  for (const path of stale) write(join(draft, path), texts.get(path)!);
  for (const path of stale) mkdirSync(dirname(join(root, path)), { recursive: true });
  beforePublish();
  for (const path of stale) renameSync(join(draft, path), join(root, path));
  for (const { path } of changes.filter(({ state }) => state === 'removed')) remove(root, path);
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** With folders that hold nothing else. */
function remove(root: string, path: string): void {
  rmSync(join(root, path));
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
    if (readdirSync(join(root, folder)).length > 0) return;
    rmdirSync(join(root, folder));
  }
}
