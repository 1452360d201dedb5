/** What is left of a file with mistakes, so that checks across values can run on the sound rest of it. */
import { valueAt } from './schema-at';
import { type ConfigPath } from '../problems';

/** A copy of `root` without the values at `paths`; an empty mapping when nothing sound is left. */
export function withoutPaths(root: unknown, paths: readonly ConfigPath[]): object {
  const copy: unknown = structuredClone(root);
  for (const path of paths) {
    const parent = valueAt(copy, path.slice(0, -1));
    const last = path.at(-1);
    if (last !== undefined && typeof parent === 'object' && parent !== null) Reflect.deleteProperty(parent, last);
  }
  const nothingSound =
    typeof copy !== 'object' || copy === null || Array.isArray(copy) || paths.some((path) => path.length === 0);
  return nothingSound ? {} : copy;
}
