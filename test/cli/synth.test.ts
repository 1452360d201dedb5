import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { JOBS } from '../../cli/job/jobs';
import { StopGate, Stopped } from '../../cli/job/stop-gate';
import { type SynthOptions } from '../../cli/options';
import { root } from '../support/outside-judges';
import { scratchFolder, treeOf } from '../support/tree';

const folder = scratchFolder();
const minimal = readFileSync(join(root, 'examples/minimal/mlops.yaml'), 'utf8');

/** Writes a configuration and synthesizes it into `out`. */
function synth(yaml: string, options: Partial<SynthOptions> = {}, pointOfNoReturn: () => void = () => undefined) {
  const config = join(folder(), 'mlops.yaml');
  writeFileSync(config, yaml);
  return JOBS.synth({ config, out: join(folder(), 'out'), ...options }, { scratch: '', pointOfNoReturn });
}

const withEnvironments = (...names: string[]) => `
product: shop
level: 0
region: europe-west4
environments:
${names.map((name) => `  ${name}: { project: shop-${name}, stage: experimentation }`).join('\n')}
state: { local: true }
people: { dataScientists: [group:ds@shop.example.com] }
`;

test('a stack is one file, and a second synthesis changes no byte', () => {
  synth(minimal);
  const first = treeOf(join(folder(), 'out'));
  synth(minimal);
  expect(treeOf(join(folder(), 'out'))).toEqual(first);
  const stackFiles = Object.keys(first).filter((path) => /^stacks\/[^/]+\//.test(path));
  expect(stackFiles.length).toBeGreaterThan(0);
  expect(stackFiles.filter((path) => !path.endsWith('/cdk.tf.json'))).toEqual([]);
});

test('a stack that left the configuration loses its file, and its folder when that is empty', () => {
  synth(withEnvironments('dev', 'test'));
  expect(existsSync(join(folder(), 'out/stacks/platform-test/cdk.tf.json'))).toBe(true);
  const report = JSON.parse(synth(withEnvironments('dev'), { json: true })) as { gone: string[] };
  expect(report.gone).toEqual(['platform-test']);
  expect(existsSync(join(folder(), 'out/stacks/platform-test'))).toBe(false);
});

test('what Terraform keeps in the folder of a stack stays, also when the stack is gone', () => {
  synth(withEnvironments('dev', 'test'));
  const kept = ['dev', 'test'].map((name) => join(folder(), `out/stacks/platform-${name}/.terraform.lock.hcl`));
  for (const path of kept) writeFileSync(path, 'lock');
  synth(withEnvironments('dev'));
  expect(kept.map((path) => readFileSync(path, 'utf8'))).toEqual(['lock', 'lock']);
  expect(existsSync(join(folder(), 'out/stacks/platform-test/cdk.tf.json'))).toBe(false);
});

test('a folder below stacks that is not of the kit stays as it is', () => {
  mkdirSync(join(folder(), 'out/stacks/mine'), { recursive: true });
  expect(synth(minimal)).not.toContain('No longer');
  expect(existsSync(join(folder(), 'out/stacks/mine'))).toBe(true);
});

describe('nothing is written', () => {
  const refused = {
    'when a key is wrong': `${minimal}\nnonsense: 1\n`,
    'when an override names no resource': `${minimal}\noverrides: { platform-main: { google_storage_bucket.No: { name: x } } }\n`,
    'when an override names no stack': `${minimal}\noverrides: { nowhere: {} }\n`,
  };

  test.each(Object.entries(refused))('%s', (_, yaml) => {
    synth(minimal);
    const before = treeOf(join(folder(), 'out'));
    expect(() => synth(yaml)).toThrow('nothing was written');
    expect(treeOf(join(folder(), 'out'))).toEqual(before);
  });

  test('not even the folders above, for a first synthesis that fails', () => {
    const out = join(folder(), 'a/b/out');
    expect(() => synth(refused['when an override names no stack'], { out })).toThrow('nothing was written');
    expect(Object.keys(treeOf(folder()))).toEqual(['mlops.yaml']);
  });

  test('when it is stopped before the first file is replaced', () => {
    const gate = new StopGate();
    expect(gate.close()).toBe(true);
    expect(() => synth(minimal, {}, () => gate.pass())).toThrow(Stopped);
    expect(Object.keys(treeOf(folder()))).toEqual(['mlops.yaml']);
  });
});

test('a synthesis that has begun to write is not stopped', () => {
  const gate = new StopGate();
  gate.pass();
  expect(gate.close()).toBe(false);
});

test('the JSON report names every stack in the order of deployment, with the file that was written', () => {
  const report = JSON.parse(synth(withEnvironments('dev', 'test'), { json: true })) as {
    stacks: { name: string; dependsOn: string[]; resources: number; file: string }[];
  };
  expect(report.stacks.map(({ name }) => name)).toEqual(['platform-dev', 'platform-test']);
  for (const { file, resources } of report.stacks) {
    expect(existsSync(file)).toBe(true);
    expect(resources).toBeGreaterThan(0);
  }
});

test('the summary goes on from the folder that was written', () => {
  const out = join(folder(), 'out');
  expect(synth(minimal, { summary: true })).toContain(`terraform -chdir=${out}/stacks/`);
});
