import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** How often a waiting process looks again, in milliseconds. */
const INTERVAL = 200;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (failure) {
    return (failure as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function tryTake(path: string): boolean {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code !== 'EEXIST') throw failure;
    return false;
  }
}

/** Removes the lock of a process that was killed before it could. */
function dropStale(path: string): void {
  try {
    const owner = Number(readFileSync(path, 'utf8'));
    if (owner > 0 && !isAlive(owner)) rmSync(path, { force: true });
  } catch {
    // The owner has just removed it.
  }
}

/** Does the work while no other process on this machine does it: others wait for the same `path`. */
export async function withFileLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  mkdirSync(dirname(path), { recursive: true });
  while (!tryTake(path)) {
    dropStale(path);
    await sleep(INTERVAL);
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}
