/** The command as people and scripts start it: what is printed where, and exit codes. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { mlops, root } from '../support/outside-judges';
import { scratchFolder, treeOf } from '../support/tree';

jest.setTimeout(60_000);
const folder = scratchFolder();
const bin = join(root, 'bin/mlops.mjs');

test.each([
  ['an unknown command', ['sinth'], 'Did you mean synth?'],
  ['an unknown option', ['synth', '--otu', 'x'], 'Did you mean --out?'],
  [
    'a level that is not built',
    ['check', '--level', '7'],
    "argument '7' is invalid. Levels that this version builds: 0, 1",
  ],
  ['a missing configuration', ['check', '--config', 'nope.yaml'], 'nope.yaml: there is no such file'],
  ['a folder as configuration', ['synth', '--config', 'examples'], 'this is a directory'],
  ['a file as output folder', ['synth', '--out', 'mlops.yaml/x'], 'mlops.yaml is a file; name a folder'],
  ['an empty output folder', ['synth', '--out', ''], '--out is empty'],
])('%s is refused on standard error with exit code 2', (_, args, message) => {
  const { status, stdout, stderr } = mlops(args);
  expect(stderr).toContain(message);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
});

test.each([
  ['usage', ['list', '--nope', '--json']],
  ['usage', ['synth', '--out', 'mlops.yaml', '--json']],
  ['config', ['list', '--config', 'nope.yaml', '--json']],
])('an error of kind %s is JSON on standard error with --json', (kind, args) => {
  const { status, stdout, stderr } = mlops(args);
  const failure = JSON.parse(stderr) as { error: string; problems: unknown[] };
  expect(failure.error).toBe(kind);
  expect(failure.problems).toHaveLength(1);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
});

test('check says what is in the configuration and writes nothing', () => {
  const config = join(folder(), 'mlops.yaml');
  writeFileSync(config, readFileSync(join(root, 'mlops.yaml')));
  const before = treeOf(folder());
  const { status, stdout, stderr } = mlops(['check'], { cwd: folder() });
  expect({ status, stdout, stderr }).toEqual({
    status: 0,
    stdout: 'mlops.yaml is valid: level 2, 3 environments, 1 model\n',
    stderr: '',
  });
  expect(treeOf(folder())).toEqual(before);
});

test('synth writes the same bytes from another folder', () => {
  const config = join(root, 'examples/minimal/mlops.yaml');
  const here = mlops(['synth', '--config', 'examples/minimal/mlops.yaml', '--out', join(folder(), 'here')]);
  const there = mlops(['synth', '--config', config, '--out', 'there'], { cwd: folder() });
  expect([here.status, there.status, there.stderr]).toEqual([0, 0, '']);
  expect(treeOf(join(folder(), 'there'))).toEqual(treeOf(join(folder(), 'here')));
});

test('a reader that stops reading is no error', () => {
  const script = `set -o pipefail; "${process.execPath}" "${bin}" list | head -1`;
  const { status, stdout, stderr } = spawnSync('bash', ['-c', script], { cwd: root, encoding: 'utf8' });
  expect({ status, stderr, lines: stdout.split('\n').length }).toEqual({ status: 0, stderr: '', lines: 2 });
});

test('a pipe gets no colours, in CI as well', () => {
  const env = { ...process.env, CI: 'true', FORCE_COLOR: undefined, NO_COLOR: undefined };
  const { stdout } = spawnSync(process.execPath, [bin, 'levels'], { cwd: root, encoding: 'utf8', env });
  expect(stdout).toMatch(/^Level 0: Manual process$/m);
});

/** So many models that there is time to interrupt. */
function largeConfig(): string {
  const config = join(folder(), 'mlops.yaml');
  const base = readFileSync(join(root, 'examples/minimal/mlops.yaml'), 'utf8').replace(
    /^models:[^]*?(?=^\S|$(?![^]))/m,
    '',
  );
  const models = Array.from({ length: 400 }, (_, index) => `  model-${index}: {}\n`).join('');
  writeFileSync(config, `${base}\nmodels:\n${models}`);
  return config;
}

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s ends a synthesis with exit code %i and leaves nothing behind', async (signal, exitCode) => {
  const child = spawn(process.execPath, [bin, 'synth', '--config', largeConfig(), '--out', join(folder(), 'out')]);
  const exit = once(child, 'exit');
  while (child.exitCode === null && readdirSync(folder()).length === 1) await sleep(5);
  child.kill(signal);
  expect((await exit)[0]).toBe(exitCode);
  expect(readdirSync(folder())).toEqual(['mlops.yaml']);
});
