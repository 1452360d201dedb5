import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { Command } from 'commander';
import { parseAllDocuments } from 'yaml';
import { registerTrainingCommands } from '../../../cli/commands/training';
import { manifestFiles, writeManifests } from '../../../cli/training/manifest-files';
import { FailureError } from '../../../cli/failure';
import { type ManifestsOptions } from '../../../cli/options';
import { type Pool } from '../../../training/pools/pool';
import { gpuPool, tpuPool } from '../../training/manifests/fixture';

const POOLS: readonly Pool[] = [tpuPool('v5e'), gpuPool('a100')];

let folder: string;
let printed: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'manifests-'));
  printed = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += stripVTControlCharacters(String(text));
    return true;
  });
});

afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

/** Runs the command with these pools in place of a configuration. Returns the options it was given. */
async function run(...args: string[]): Promise<ManifestsOptions> {
  const program = new Command();
  let given: ManifestsOptions;
  registerTrainingCommands(program, (options) => {
    given = options;
    const teams = options.team?.map((name) => ({ name }));
    return Promise.resolve(JSON.stringify(manifestFiles(POOLS, { ...options, teams })));
  });
  await program.parseAsync(['training', 'manifests', ...args], { from: 'user' });
  return given!;
}

test('the queues are a file, and a job for each pool is one', () => {
  const { files, versions } = manifestFiles(POOLS, {});
  expect(files.map(({ path }) => path)).toEqual(['queues.yaml', 'train-a100.yaml', 'train-v5e.yaml']);
  expect(versions).toEqual({ kueue: 'v0.17.0', jobSet: 'v0.11.1' });
  for (const { text } of files)
    expect(text).toMatch(/^# Written by mlops training manifests. For Kueue v0.17.0 and JobSet v0.11.1.\napiVersion: /);
});

test('a configuration without a pool on GKE is refused', () => {
  const vertex = { ...gpuPool('a100'), on: 'vertex', workers: 1 } as unknown as Pool;
  expect(() => manifestFiles([vertex], {})).toThrow(FailureError);
  expect(() => manifestFiles([vertex], {})).toThrow(
    'there is no pool on GKE: manifests are made for pools with on: gke',
  );
});

test('prints what can be applied: the queues, and no job that would start', async () => {
  await run();
  const kinds = parseAllDocuments(printed).map((document) => (document.toJS() as { kind: string }).kind);
  expect(kinds).toEqual([
    ...['Namespace', 'ServiceAccount', 'ResourceFlavor', 'ResourceFlavor', 'ClusterQueue', 'LocalQueue'],
  ]);
});

test('prints every file as JSON for scripts', async () => {
  await run('--json');
  expect(JSON.parse(printed)).toEqual(manifestFiles(POOLS, {}));
});

test('passes on what it is told', async () => {
  const args = ['--team', 'research', '--team', 'product', '--namespace', 'ml', '--image', 'i', '--environment', 'dev'];
  expect(await run(...args)).toMatchObject({
    config: 'mlops.yaml',
    environment: 'dev',
    team: ['research', 'product'],
    namespace: 'ml',
    image: 'i',
  });
  expect(printed).toContain('name: research');
});

test('says what to do with files that were written', async () => {
  await run('--out', 'manifests');
  expect(printed).toBe(
    [
      '3 files for Kueue v0.17.0 and JobSet v0.11.1',
      '  written  manifests/queues.yaml',
      '  written  manifests/train-a100.yaml',
      '  written  manifests/train-v5e.yaml',
      '',
      'kubectl apply --server-side -f manifests/queues.yaml',
      'kubectl create -f manifests/train-a100.yaml',
      'kubectl create -f manifests/train-v5e.yaml',
      '',
    ].join('\n'),
  );
});

test('files are written whole, in the place of older ones', () => {
  const out = join(folder, 'out');
  const context = { scratch: join(folder, 'draft'), pointOfNoReturn: () => undefined };
  writeManifests(manifestFiles(POOLS, { image: 'old' }), out, context);
  writeManifests(manifestFiles(POOLS, { image: 'new' }), out, context);
  expect(readdirSync(out)).toEqual(['queues.yaml', 'train-a100.yaml', 'train-v5e.yaml']);
  expect(readFileSync(join(out, 'train-a100.yaml'), 'utf8')).toContain('image: new');
});

test('nothing is written when it was stopped before', () => {
  const pointOfNoReturn = () => {
    throw new Error('stopped');
  };
  const context = { scratch: join(folder, 'draft'), pointOfNoReturn };
  expect(() => writeManifests(manifestFiles(POOLS, {}), join(folder, 'out'), context)).toThrow('stopped');
  expect(readdirSync(join(folder, 'out'))).toEqual([]);
});
