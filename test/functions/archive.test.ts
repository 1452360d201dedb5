import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { retrainArchive } from '../../functions/retrain/archive';
import { root } from '../support/outside-judges';
import { scratchFolder } from '../support/tree';

/** Machines are busy at times. */
jest.setTimeout(60_000);

const folder = scratchFolder();
const json = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'));

describe('the archive of the function', () => {
  test('has a name that changes with its content', () => {
    const { fileName, content } = retrainArchive();
    const digest = createHash('sha256').update(content).digest('hex');
    expect(fileName).toBe(`retrain-${digest.slice(0, 16)}.zip`);
  });

  test('holds the code, which exports the entry point, and what its framework is installed by', () => {
    const { content, entryPoint } = retrainArchive();
    const files = unzipSync(content);
    expect(Object.keys(files)).toEqual(['index.js', 'package.json', 'package-lock.json']);
    const { main } = JSON.parse(strFromU8(files['package.json']!)) as { main: string };
    expect(strFromU8(files[main]!)).toMatch(new RegExp(`${entryPoint}:\\(\\)=>`));
  });

  test('is the same to the byte from another folder and in another time zone', () => {
    for (const path of ['functions', 'runs', 'scripts', 'tsconfig.json'])
      cpSync(join(root, path), join(folder(), path), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(folder(), 'node_modules'));
    const program = "import('./scripts/build-function.mjs').then(({ buildFunction }) => buildFunction())";
    const env = { ...process.env, TZ: 'Pacific/Auckland' };
    const { status, stderr } = spawnSync(process.execPath, ['-e', program], { cwd: folder(), env, encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
    const there = readFileSync(join(folder(), 'dist/retrain.zip'));
    expect(there.equals(retrainArchive().content)).toBe(true);
  });
});

describe("the function's own packages", () => {
  const lock = json('functions/retrain/package-lock.json') as {
    packages: Record<string, { version: string; integrity?: string; dependencies?: object }>;
  };

  test('are the Functions Framework alone, in the version that the tests run it with', () => {
    const framework = {
      '@google-cloud/functions-framework': json('package.json').devDependencies['@google-cloud/functions-framework'],
    };
    expect(json('functions/retrain/package.json').dependencies).toEqual(framework);
    expect(lock.packages['']!.dependencies).toEqual(framework);
  });

  test('are locked by digest, without the address of a registry', () => {
    const packages = Object.entries(lock.packages).filter(([name]) => name !== '');
    expect(packages.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'))).toEqual([]);
    expect(JSON.stringify(lock)).not.toMatch(/"resolved"|https?:\/\/(?!github\.com|opencollective|feross|www\.)/);
  });
});
