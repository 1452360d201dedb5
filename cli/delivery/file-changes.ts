import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { TRIGGERS_FILE, WRITTEN, type WrittenFile } from '../../delivery/targets';
import { GITLAB_FILE } from '../../delivery/targets/gitlab';
import { RELAY_FILE } from '../../delivery/targets/relay';
import { workflowFile } from '../../delivery/targets/github';
import { UsageError } from '../failure';

/** What becomes of a file. */
export interface FileChange {
  readonly path: string;
  /** `removed`: it was written before, and is no longer wanted. */
  readonly state: 'new' | 'changed' | 'same' | 'removed';
}

/** Where files are written: what else is there with the head line was written for another configuration. */
const PLACES = [dirname(RELAY_FILE), dirname(TRIGGERS_FILE), dirname(workflowFile('any'))];

/**
 * What writing files would do to a repository.
 *
 * @throws UsageError when a file is in the way that the command did not write
 */
export function fileChanges(root: string, wanted: readonly WrittenFile[]): FileChange[] {
  const foreign = wanted.filter(({ path }) => existsSync(join(root, path)) && !isWritten(root, path));
  if (foreign.length > 0)
    throw new UsageError(
      `not written by this command, and left alone: ${foreign.map(({ path }) => path).join(', ')}; move it away, or merge it and begin it with "${WRITTEN}"`,
    );
  const changes = wanted.map(({ path, text }): FileChange => {
    if (!existsSync(join(root, path))) return { path, state: 'new' };
    return { path, state: readFileSync(join(root, path), 'utf8') === text ? 'same' : 'changed' };
  });
  return [...changes, ...unwanted(root, wanted)].sort((one, other) => (one.path < other.path ? -1 : 1));
}

function unwanted(root: string, wanted: readonly WrittenFile[]): FileChange[] {
  const paths = [...PLACES.flatMap((folder) => filesIn(root, folder)), GITLAB_FILE];
  return paths
    .filter((path) => !wanted.some((file) => file.path === path) && isWritten(root, path))
    .map((path) => ({ path, state: 'removed' }));
}

function filesIn(root: string, folder: string): string[] {
  const place = join(root, folder);
  if (!existsSync(place) || !statSync(place).isDirectory()) return [];
  return readdirSync(place).map((name) => `${folder}/${name}`);
}

function isWritten(root: string, path: string): boolean {
  const file = join(root, path);
  return existsSync(file) && statSync(file).isFile() && readFileSync(file, 'utf8').startsWith(WRITTEN);
}
