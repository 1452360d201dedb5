import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { createInterface } from 'node:readline';
import { type Readable } from 'node:stream';
import { LocalRunError } from './errors';

export interface ChildOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Called with each line of standard output. */
  readonly onLine?: (line: string) => void;
  /** Called with each line of standard error. */
  readonly onErrorLine?: (line: string) => void;
}

/** How long a child may take to leave after SIGTERM, before SIGKILL, in milliseconds. */
const GRACE = 3000;

/** An own process group, so that grandchildren (the steps of a pipeline) are reached too. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid) process.kill(-child.pid, signal);
  } catch {
    // The group has already left.
  }
}

function stop(child: ChildProcess): void {
  signalGroup(child, 'SIGTERM');
  setTimeout(() => signalGroup(child, 'SIGKILL'), GRACE).unref();
}

function readLines(stream: Readable | null, onLine: ((line: string) => void) | undefined): void {
  if (stream && onLine) createInterface({ input: stream }).on('line', onLine);
  else stream?.resume();
}

/**
 * Runs a program to its end and answers its exit code.
 * @throws LocalRunError when it cannot start, and with exit code 130 when Ctrl-C or SIGTERM reached this process:
 * then the child and its children have been stopped.
 */
export function runChild(command: string, args: readonly string[], options: ChildOptions = {}): Promise<number> {
  const spawnOptions: SpawnOptions = {
    cwd: options.cwd,
    env: options.env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  };
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, spawnOptions);
    let interrupted = false;
    const interrupt = (): void => {
      interrupted = true;
      stop(child);
    };
    process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
    const forget = (): unknown => process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
    readLines(child.stdout, options.onLine);
    readLines(child.stderr, options.onErrorLine);
    child.on('error', (cause) => {
      forget();
      reject(new LocalRunError(`cannot start ${command}: ${cause.message}`));
    });
    child.on('close', (code) => {
      forget();
      if (interrupted) reject(new LocalRunError('interrupted', 130));
      else resolve(code ?? 1);
    });
  });
}
