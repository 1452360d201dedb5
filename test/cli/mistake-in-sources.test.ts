/** A person changes the kit's sources and makes a mistake: the command says where. */
import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/outside-judges';
import { scratchFolder } from '../support/tree';

jest.setTimeout(60_000);
const folder = scratchFolder();

/** Copies what the command is built from. */
beforeEach(() => {
  const sources = [
    'bin',
    'cli',
    'config',
    'constructs',
    'cost',
    'delivery',
    'functions',
    'pipelines',
    'runs',
    'scripts',
    'stacks',
    'training',
  ];
  const filter = (path: string) => !/\/[^/]+\.(?!ts$|mjs$|json$)[^./]+$/.test(path);
  for (const name of sources) cpSync(join(root, name), join(folder(), name), { recursive: true, filter });
  for (const name of ['main.ts', 'mlops.yaml', 'package.json']) cpSync(join(root, name), join(folder(), name));
  symlinkSync(join(root, 'node_modules'), join(folder(), 'node_modules'));
});

function change(file: string, from: RegExp, to: string): void {
  const path = join(folder(), file);
  const changed = readFileSync(path, 'utf8').replace(from, to);
  expect(changed).toContain(to);
  writeFileSync(path, changed);
}

const synth = () =>
  spawnSync(process.execPath, ['bin/mlops.mjs', 'synth', '--out', 'out'], { cwd: folder(), encoding: 'utf8' });

test('a syntax error is shown once, with file, line and column', () => {
  change('stacks/mlops-app.ts', /^/, 'const x = ;\n');
  const { status, stderr } = synth();
  expect(status).toBe(1);
  expect(stderr).toContain('stacks/mlops-app.ts:1:10');
  expect(stderr.match(/ERROR/g)).toHaveLength(1);
  expect(stderr).not.toContain('node_modules');
});

test('an error thrown by a construct says the line in the sources that threw it', () => {
  change('stacks/state-stack.ts', /^/, `throw new Error('my mistake');\n`);
  const { status, stderr } = synth();
  expect(status).toBe(1);
  expect(stderr).toMatch(/^error: my mistake\n {4}at stacks\/state-stack\.ts:1:7\n/);
});
