import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { SUPPORTED_LEVELS } from '../../../config/levels';
import { describeJudged, missingForTerraform, mlops, root } from '../../support/outside-judges';
import { OPTION_SETS, withOptions } from './option-sets';
import { terraformSteps } from './terraform-steps';

const scratch = mkdtempSync(join(tmpdir(), 'mlops-pools-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const POOLS = {
  jobs: { on: 'vertex', gpu: 'nvidia-tesla-a100', count: 4 },
  gpus: { on: 'gke', gpu: 'nvidia-l4', count: 1, nodes: [0, 4], spot: true },
  slices: { on: 'gke', tpu: 'v5e', topology: '4x4', nodes: [0, 1] },
  tpu: { on: 'tpuVm', tpu: 'v5e', topology: '2x2' },
};
const KEPT = { gpus: POOLS.gpus };

/** Terraform of the platform of `dev`: what pools are part of. */
function platform(name: string, level: number, yaml: string, pools: object): string {
  const document = parseDocument(yaml);
  document.setIn(['training'], document.createNode({ pools }));
  const file = join(scratch, `${name}.yaml`);
  writeFileSync(file, document.toString());
  const out = join(scratch, name);
  const run = mlops(['synth', '--config', file, '--level', String(level), '--out', out]);
  expect({ status: run.status, stderr: run.stderr }).toEqual({ status: 0, stderr: '' });
  return join(out, 'stacks', 'platform-dev');
}

const addressesOf = (folder: string): Set<string> => {
  const { resource } = JSON.parse(readFileSync(join(folder, 'cdk.tf.json'), 'utf8')) as {
    resource: Record<string, Record<string, unknown>>;
  };
  return new Set(Object.entries(resource).flatMap(([type, all]) => Object.keys(all).map((id) => `${type}.${id}`)));
};

/** Two levels of one option set, the highest with the most options. */
const CASES = SUPPORTED_LEVELS.map((level) => ({ level, set: OPTION_SETS[level === 2 ? 3 : level]! }));

describeJudged('Terraform', missingForTerraform(), () => {
  test.each(CASES)(
    'adds and removes pools at level $level ($set.options) and touches nothing else',
    async ({ level, set }) => {
      const yaml = withOptions(join(root, 'mlops.yaml'), set);
      const without = platform(`without-${level}`, level, yaml, {});
      const some = platform(`some-${level}`, level, yaml, KEPT);
      const all = platform(`all-${level}`, level, yaml, POOLS);
      const [first, added, fewer, none] = await terraformSteps([without, all, some, `${without}/.`]);
      const untouched = { change: [], replace: [] };
      expect([first, added, fewer, none].map((step) => step!.error)).toEqual([
        undefined,
        undefined,
        undefined,
        undefined,
      ]);
      expect(added).toMatchObject({ ...untouched, destroy: [] });
      expect(fewer).toMatchObject({ ...untouched, add: [] });
      expect(none).toMatchObject({ ...untouched, add: [] });
      const [plain, with_, kept] = [without, all, some].map(addressesOf) as [Set<string>, Set<string>, Set<string>];
      const managed = (addresses: readonly string[]) =>
        addresses.filter((address) => !address.startsWith('data.')).sort();
      expect(managed(added!.add)).toEqual([...with_].filter((address) => !plain.has(address)).sort());
      expect(managed(fewer!.destroy)).toEqual([...with_].filter((address) => !kept.has(address)).sort());
      expect(
        [...fewer!.destroy, ...none!.destroy].filter((address) => /kms_(crypto_key|key_ring)\./.test(address)),
      ).toEqual([]);
      expect(managed(none!.destroy)).toEqual([...kept].filter((address) => !plain.has(address)).sort());
    },
  );

  test('raises the level with pools on, and changes nothing', async () => {
    const yaml = withOptions(join(root, 'mlops.yaml'), OPTION_SETS[0]!);
    const walked = await terraformSteps([0, 1].map((level) => platform(`raised-${level}`, level, yaml, POOLS)));
    expect(walked[1]).toMatchObject({ change: [], replace: [], destroy: [] });
    expect(walked[1]!.add.length).toBeGreaterThan(0);
  });
});
