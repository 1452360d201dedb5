import { existsSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';

/** The pinned Python packages, relative to the project's root. */
export const REQUIREMENTS_LOCK = join('pipelines', 'requirements.lock');

/**
 * The folder that holds package.json and pipelines/, found upwards from the running code: the same answer from
 * the sources and from the compiled program, whatever the current directory is.
 */
export function projectRoot(start: string = __dirname): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'pipelines'))) return folder;
    if (folder === dirname(folder)) throw new Error(`no package.json beside a pipelines folder above ${start}`);
  }
}

/** The path of a file of the project (a default, as the embedded data) from any current directory; else the value itself. */
export function fromProject(value: unknown): unknown {
  if (typeof value !== 'string' || value === '' || isAbsolute(value) || existsSync(value)) return value;
  const path = join(projectRoot(), value);
  return statSync(path, { throwIfNoEntry: false })?.isFile() ? path : value;
}
