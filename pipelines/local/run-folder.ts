import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Where runs are kept, relative to the current directory. */
export const RUNS_FOLDER = join('.mlops', 'runs');

const DIGITS = 4;

function lastNumber(folder: string, pipeline: string): number {
  const pattern = new RegExp(`^${pipeline.replace(/[^\w-]/g, '.')}-(\\d+)$`);
  return Math.max(0, ...readdirSync(folder).map((name) => Number(pattern.exec(name)?.[1] ?? 0)));
}

/**
 * Makes the folder of a new run, numbered per pipeline: tabular-training-0001. Two runs that start at the same moment
 * get different numbers.
 */
export function newRunFolder(runs: string, pipeline: string): string {
  mkdirSync(runs, { recursive: true });
  for (let number = lastNumber(runs, pipeline) + 1; ; number++) {
    const folder = join(runs, `${pipeline}-${String(number).padStart(DIGITS, '0')}`);
    try {
      mkdirSync(folder);
      mkdirSync(join(folder, 'logs'));
      return folder;
    } catch (failure) {
      if ((failure as NodeJS.ErrnoException).code !== 'EEXIST') throw failure;
    }
  }
}
