import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a whole process took, its start included. */
export interface Run {
  readonly seconds: number;
  /** User and system seconds of the process and those that it waited for. */
  readonly cpu: number;
  /** Peak resident memory of the largest process, in MB. */
  readonly megabytes: number;
}

/**
 * Runs a command to its end, measured by GNU time.
 *
 * @returns undefined when it was stopped after `limitSeconds`
 * @throws Error when the command fails, with its output
 */
export function measured(command: readonly string[], env: NodeJS.ProcessEnv, limitSeconds: number): Run | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const file = join(folder, 'time');
  const limited = ['-f', '%e %U %S %M', '-o', file, 'timeout', String(limitSeconds), ...command];
  const child = spawnSync('/usr/bin/time', limited, { env: { ...process.env, ...env }, encoding: 'utf8' });
  if (child.error) throw new Error(`GNU time could not be started (Debian package "time"): ${child.error.message}`);
  if (child.status === 124) return undefined;
  if (child.status !== 0) throw new Error(`${command.join(' ')}:\n${child.stdout}${child.stderr}`);
  const [seconds, user, system, kilobytes] = readFileSync(file, 'utf8').trim().split(' ').map(Number);
  rmSync(folder, { recursive: true });
  return { seconds: seconds!, cpu: user! + system!, megabytes: kilobytes! / 1024 };
}

/** The middle value; of an even number, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export const medianRun = (runs: readonly Run[]): Run => ({
  seconds: median(runs.map((run) => run.seconds)),
  cpu: median(runs.map((run) => run.cpu)),
  megabytes: median(runs.map((run) => run.megabytes)),
});
