import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { isAbsolute, join, normalize } from 'node:path';
import { type Repository } from '../../stacks/assessment/estate';

/** A folder to read in: what leads out of it is not there. */
export const repositoryIn = (folder: string): Repository => ({
  file: (path) => textBelow(folder, path),
  filesIn: (path) => {
    const place = join(folder, path);
    if (!existsSync(place) || !statSync(place).isDirectory()) return [];
    return readdirSync(place)
      .sort()
      .map((name) => join(path, name));
  },
});

/** Text of a file below a folder; undefined when there is none. */
export function textBelow(folder: string, path: string): string | undefined {
  const inside = normalize(path);
  if (isAbsolute(inside) || inside.startsWith('..')) return undefined;
  const place = join(folder, inside);
  return existsSync(place) && statSync(place).isFile() ? readFileSync(place, 'utf8') : undefined;
}
