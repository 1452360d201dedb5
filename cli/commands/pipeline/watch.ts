import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs/promises';

/** Editors write a file in several steps: wait until they are done, in milliseconds. */
const SETTLE = 150;

const SOURCES = /\.(ts|py|txt)$/;
const IGNORED = /__pycache__|\.pytest_cache/;

/** This very command without --watch, in a process of its own: it loads the changed sources anew. */
async function runOnce(): Promise<void> {
  const args = [...process.execArgv, ...process.argv.slice(1).filter((each) => each !== '--watch')];
  await once(spawn(process.execPath, args, { stdio: 'inherit' }), 'exit');
}

/** Runs this command again after each change below the folder, until Ctrl-C. */
export async function recompileOnChange(folder: string): Promise<void> {
  await runOnce();
  process.stderr.write(`watching ${folder}, Ctrl-C ends it\n`);
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  for await (const { filename } of watch(folder, { recursive: true })) {
    if (!filename || !SOURCES.test(filename) || IGNORED.test(filename)) continue;
    clearTimeout(timer);
    timer = setTimeout(() => (running = running.then(runOnce)), SETTLE);
  }
}
