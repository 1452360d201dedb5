import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The folder itself, or the nearest one above it that exists. */
export function nearestExisting(path: string): string {
  let folder = resolve(path);
  while (!existsSync(folder)) folder = dirname(folder);
  return folder;
}

/**
 * Where everything is built before the first file of `outdir` is replaced. On the same file system, so that moving is
 * cheap, and of a name that whoever runs the process can tell, so that it can be removed from outside.
 */
export const draftFolder = (outdir: string): string => join(nearestExisting(outdir), `.mlops-draft-${process.pid}`);
