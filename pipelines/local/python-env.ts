import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { runChild } from './child-process';
import { LocalRunError } from './errors';
import { withFileLock } from './file-lock';
import { projectRoot, REQUIREMENTS_LOCK } from './project-root';
import { findPython } from './python-interpreter';

export interface PythonEnvironmentOptions {
  /**
   * Folder that gets `.venv`.
   * @default the project's root
   */
  readonly root?: string;
  /**
   * File with the exactly pinned packages.
   * @default pipelines/requirements.lock below the root
   */
  readonly lock?: string;
  /**
   * Called with each sentence of progress.
   * @default a line on standard error
   */
  readonly progress?: (message: string) => void;
  /** Interpreters to try, in order. @default python3, python3.13, python3.12, python3.11 */
  readonly pythons?: readonly string[];
}

/** Says that the folder is the kit's; empty until every package is installed, then it holds the lock's hash. */
const STAMP = '.mlops-requirements';

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

function isMade(venv: string, hash: string): boolean {
  const stamp = join(venv, STAMP);
  return existsSync(join(venv, 'bin', 'python')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
}

function clear(venv: string): void {
  if (existsSync(venv) && !existsSync(join(venv, STAMP))) {
    throw new LocalRunError(`${venv} was not made by mlops: move it away, so that the kit can make its own there`);
  }
  rmSync(venv, { recursive: true, force: true });
}

async function make(venv: string, lock: string, python: string, progress: (message: string) => void): Promise<void> {
  mkdirSync(venv);
  writeFileSync(join(venv, STAMP), '');
  if ((await runChild(python, ['-m', 'venv', venv])) !== 0) throw new LocalRunError(`${python} -m venv ${venv} failed`);
  const total = (readFileSync(lock, 'utf8').match(/^[A-Za-z0-9][^\s#]*==/gm) ?? []).length;
  const output: string[] = [];
  let collected = 0;
  const onLine = (line: string): void => {
    output.push(line);
    if (line.startsWith('Collecting ') && ++collected % 10 === 0)
      progress(`  fetched ${collected} of ${total} packages`);
    if (line.startsWith('Installing collected')) progress(`  installing them`);
  };
  const pip = ['-m', 'pip', 'install', '--disable-pip-version-check', '--no-input', '-r', lock];
  const code = await runChild(join(venv, 'bin', 'python'), pip, { onLine, onErrorLine: onLine });
  if (code !== 0) throw new LocalRunError(`pip could not install ${lock}:\n${output.slice(-5).join('\n')}`);
}

async function remake(venv: string, lock: string, hash: string, options: PythonEnvironmentOptions): Promise<void> {
  const progress = options.progress ?? ((message: string) => void process.stderr.write(`${message}\n`));
  const python = findPython(options.pythons);
  clear(venv);
  const started = Date.now();
  progress(`making the Python environment ${relative(process.cwd(), venv) || venv} (once, one to two minutes)`);
  try {
    await make(venv, lock, python, progress);
    writeFileSync(join(venv, STAMP), hash);
  } catch (failure) {
    rmSync(venv, { recursive: true, force: true });
    throw failure;
  }
  progress(`  ready after ${Math.round((Date.now() - started) / 1000)} s`);
}

/**
 * The interpreter of the environment that runs pipelines. Makes `.venv` on first use, and again when the lock
 * file changes; a run that fails or is interrupted leaves no environment behind, never half of one.
 * @throws LocalRunError when there is no fitting Python or pip fails
 */
export async function pythonEnvironment(options: PythonEnvironmentOptions = {}): Promise<string> {
  const root = options.root ?? projectRoot();
  const lock = options.lock ?? join(root, REQUIREMENTS_LOCK);
  if (!existsSync(lock)) throw new LocalRunError(`${lock} is missing: it lists the Python packages to install`);
  const hash = sha256(readFileSync(lock));
  const venv = join(root, '.venv');
  if (!isMade(venv, hash)) {
    await withFileLock(join(root, '.mlops', 'python-env.lock'), async () => {
      if (!isMade(venv, hash)) await remake(venv, lock, hash, options);
    });
  }
  return join(venv, 'bin', 'python');
}
