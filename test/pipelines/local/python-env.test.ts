import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalRunError } from '../../../pipelines/local/errors';
import { pythonEnvironment } from '../../../pipelines/local/python-env';

/** Stands in for python3: notes each call, makes a folder for `-m venv`, and fails pip when the lock says so. */
const FAKE_PYTHON = `#!/bin/sh
case "$1 $2" in
  "-m venv") mkdir -p "$3/bin"; cp "$0" "$3/bin/python"; echo made >> "$(dirname "$3")/venvs" ;;
  "-m pip") for lock; do :; done; grep -q broken "$lock" && { echo "ERROR: no such package" >&2; exit 1; }
            grep -q slow "$lock" && sleep 30; exit 0 ;;
  *) echo VERSION; exit PROBE ;;
esac
`;

function project(lock: string, version = '3.11.7', probe = 0): { root: string; python: string } {
  const root = mkdtempSync(join(tmpdir(), 'python-env-'));
  mkdirSync(join(root, 'pipelines'));
  writeFileSync(join(root, 'pipelines', 'requirements.lock'), lock);
  const python = join(root, 'python3');
  writeFileSync(python, FAKE_PYTHON.replace('VERSION', version).replace('PROBE', String(probe)));
  chmodSync(python, 0o755);
  return { root, python };
}

const quiet = (): void => undefined;

function make({ root, python }: { root: string; python: string }, progress = quiet): Promise<string> {
  return pythonEnvironment({ root, pythons: [python], progress });
}

const timesMade = (root: string): number => readFileSync(join(root, 'venvs'), 'utf8').trim().split('\n').length;

test('the environment is made on first use and then kept', async () => {
  const here = project('six==1.17.0\n');
  expect(await make(here)).toBe(join(here.root, '.venv', 'bin', 'python'));
  await make(here);
  expect(timesMade(here.root)).toBe(1);
});

test('a changed lock makes it again', async () => {
  const here = project('six==1.17.0\n');
  await make(here);
  writeFileSync(join(here.root, 'pipelines', 'requirements.lock'), 'six==1.16.0\n');
  await make(here);
  expect(timesMade(here.root)).toBe(2);
});

test('two callers at the same moment make it once', async () => {
  const here = project('six==1.17.0\n');
  await Promise.all([make(here), make(here)]);
  expect(timesMade(here.root)).toBe(1);
});

test('progress tells what is made', async () => {
  const said: string[] = [];
  await make(project('six==1.17.0\n'), (message?: string) => void said.push(message ?? ''));
  expect(said[0]).toContain('making the Python environment');
});

test('a failing pip is told with its last lines, and leaves no environment', async () => {
  const here = project('broken==1.0\n');
  await expect(make(here)).rejects.toThrow(/pip could not install .*requirements\.lock:\nERROR: no such package/);
  expect(existsSync(join(here.root, '.venv'))).toBe(false);
});

test('Ctrl-C stops pip, leaves no environment and ends with 130', async () => {
  const here = project('slow==1.0\n');
  const made = make(here, (() => setTimeout(() => process.emit('SIGINT'), 300)) as typeof quiet);
  await expect(made).rejects.toMatchObject({ message: 'interrupted', exitCode: 130 });
  expect(existsSync(join(here.root, '.venv'))).toBe(false);
});

test('a .venv that someone else made is refused and left alone', async () => {
  const here = project('six==1.17.0\n');
  mkdirSync(join(here.root, '.venv'));
  writeFileSync(join(here.root, '.venv', 'mine'), '');
  await expect(make(here)).rejects.toThrow(/\.venv was not made by mlops: move it away/);
  expect(existsSync(join(here.root, '.venv', 'mine'))).toBe(true);
});

describe('an unfit Python is one line that says what is needed', () => {
  const message = (here: { root: string; python: string }): Promise<string> =>
    make(here).then(
      () => 'no error',
      (failure: unknown) => (failure instanceof LocalRunError ? failure.message : 'another error'),
    );

  test.each(['3.10.12', '3.14.0', '2.7.18'])('version %s', async (version) => {
    const text = await message(project('six==1.17.0\n', version));
    expect(text).toMatch(new RegExp(`^Python 3\\.11, 3\\.12 or 3\\.13 is needed, found .*python3 ${version}:`));
    expect(text).not.toContain('\n');
  });

  test('no Python at all', async () => {
    const here = project('six==1.17.0\n');
    expect(await message({ ...here, python: join(here.root, 'missing') })).toContain('found no python3 on PATH');
  });

  test('no venv module', async () => {
    expect(await message(project('six==1.17.0\n', '3.12.1', 1))).toContain('has no venv module: install it');
  });
});

test('a missing lock is named', async () => {
  await expect(pythonEnvironment({ root: mkdtempSync(join(tmpdir(), 'python-env-')) })).rejects.toThrow(
    /requirements\.lock is missing/,
  );
});
