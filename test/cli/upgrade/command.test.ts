import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { failureOf, OutsideError } from '../../../cli/failure';
import { mlops, root } from '../../support/outside-judges';
import { scratchFolder } from '../../support/tree';

jest.setTimeout(60_000);
const folder = scratchFolder();

test('compares the level of the file with the one asked for', () => {
  const minimal = readFileSync(join(root, 'examples/minimal/mlops.yaml'), 'utf8');
  writeFileSync(join(folder(), 'mlops.yaml'), minimal.replace(/^level: \d$/m, 'level: 0'));
  const { status, stdout, stderr } = mlops(['upgrade', '--to', '1', '--json'], { cwd: folder() });
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toMatchObject({ from: 0, to: 1, safe: true, losses: [] });
  expect(status).toBe(0);
});

test('goes down with exit code 0, and says what is let go of', () => {
  const args = ['upgrade', '--from', '1', '--to', '0', '--config', 'examples/minimal/mlops.yaml', '--json'];
  const { status, stdout } = mlops(args);
  const { safe, stacks } = JSON.parse(stdout) as { safe: boolean; stacks: { letGo: { address: string }[] }[] };
  expect(safe).toBe(true);
  const addresses = stacks.flatMap(({ letGo }) => letGo.map(({ address }) => address));
  expect(addresses).toContainEqual(expect.stringMatching(/^google_pubsub_topic\.ContinuousTraining_/));
  expect(status).toBe(0);
});

test.each([
  ['no level', [], "required option '-t, --to <n>' not specified"],
  ['a level that is not built', ['--to', '7'], 'Levels that this version builds: 0, '],
  ['a missing file', ['--to', '0', '--config', 'nope.yaml'], 'nope.yaml: there is no such file'],
])('refuses %s with exit code 2', (_, args, message) => {
  const { status, stderr } = mlops(['upgrade', ...args]);
  expect(stderr).toContain(message);
  expect(status).toBe(2);
});

test('what something outside refuses is exit code 1', () => {
  expect(failureOf(new OutsideError('no'))).toEqual({ error: 'outside', problems: ['no'], exitCode: 1 });
});

test('an interrupt while Terraform works ends it, and leaves nothing behind', async () => {
  const [tools, scratch] = [join(folder(), 'tools'), join(folder(), 'tmp')];
  for (const path of [tools, scratch]) mkdirSync(path);
  writeFileSync(join(tools, 'terraform'), '#!/bin/sh\necho $$ > ../../../../started\nexec sleep 60\n', {
    mode: 0o755,
  });
  writeFileSync(join(folder(), 'mlops.yaml'), readFileSync(join(root, 'examples/minimal/mlops.yaml')));
  mlops(['synth'], { cwd: folder() });
  for (const stack of readdirSync(join(folder(), 'cdktf.out/stacks')))
    writeFileSync(join(folder(), `terraform.${stack}.tfstate`), '');
  const child = spawn(
    process.execPath,
    [join(root, 'bin/mlops.mjs'), 'upgrade', '--from', '0', '--to', '1', '--plan'],
    {
      cwd: folder(),
      env: { ...process.env, PATH: `${tools}:${process.env.PATH}`, TMPDIR: scratch },
    },
  );
  const exit = once(child, 'exit');
  const started = join(folder(), 'started');
  while (child.exitCode === null && !existsSync(started)) await sleep(20);
  child.kill('SIGINT');
  expect((await exit)[0]).toBe(130);
  expect(readdirSync(scratch)).toEqual([]);
  const pid = Number(readFileSync(started, 'utf8'));
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
});
