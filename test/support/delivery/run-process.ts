import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Exit code of what took too long, as of `timeout`. */
export const TIMED_OUT = 124;

export interface ProcessOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly seconds: number;
  /** Folder for files of its own. */
  readonly scratch: string;
}

/**
 * Runs a program to its end, or for so long as it may. Both streams go to one file, so that their lines keep their
 * order. What it leaves running ends with it, as in a container.
 */
export function runProcess([program, ...args]: readonly string[], options: ProcessOptions) {
  const { cwd, env, seconds, scratch } = options;
  const file = join(scratch, 'output');
  const out = openSync(file, 'w');
  return new Promise<{ status: number; output: string }>((resolve, reject) => {
    const child = spawn(program!, args, { cwd, env, stdio: ['ignore', out, out], detached: true });
    let isUp = false;
    const timer = setTimeout(() => {
      isUp = true;
      endGroup(child.pid!);
    }, seconds * 1000);
    child.on('error', reject);
    child.on('exit', (code) => {
      clearTimeout(timer);
      endGroup(child.pid!);
      closeSync(out);
      resolve({ status: isUp ? TIMED_OUT : (code ?? 1), output: readFileSync(file, 'utf8') });
    });
  });
}

function endGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
