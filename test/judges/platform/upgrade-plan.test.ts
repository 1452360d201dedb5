/** `mlops upgrade --plan`, on the state of a platform that was deployed from another folder. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BLUEPRINTS } from '../../../stacks/blueprints/catalogue';
import { describeJudged, missingForTerraform, root, terraformCliConfig } from '../../support/outside-judges';
import { treeOf } from '../../support/tree';

interface Report {
  readonly safe: boolean;
  readonly stacks: readonly { name: string; added: readonly { address: string }[] }[];
  readonly losses: readonly { stack: string; address: string; does: string; argument?: string }[];
  readonly plans: readonly { name: string; added: readonly string[]; changed: readonly string[] }[];
}

const HIGHEST = String(Math.max(...BLUEPRINTS.map(({ level }) => level)));
const UPGRADE = ['upgrade', '--from', '0', '--to', HIGHEST, '--plan', '--json'];

describeJudged('mlops upgrade --plan', missingForTerraform(), () => {
  const folder = mkdtempSync(join(tmpdir(), 'mlops-upgrade-plan-'));
  const config = join(folder, 'mlops.yaml');
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = (command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
    spawnSync(command, args, {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      env: { ...process.env, TF_CLI_CONFIG_FILE: terraformCliConfig(), CHECKPOINT_DISABLE: '1', ...env },
    });
  const mlops = (args: readonly string[], env?: NodeJS.ProcessEnv) =>
    run(process.execPath, [join(root, 'bin/mlops.mjs'), ...args], env);
  const stacks = () => readdirSync(join(folder, 'cdktf.out/stacks'));

  beforeAll(() => {
    cpSync(join(root, 'examples/minimal/mlops.yaml'), config);
    expect(mlops(['synth', '--level', '0']).status).toBe(0);
  });

  test('says which stack is not deployed', () => {
    const { status, stdout, stderr } = mlops(UPGRADE);
    const [stack] = stacks();
    expect(JSON.parse(stderr)).toEqual({
      error: 'outside',
      problems: [expect.stringMatching(`^stack ${stack} is not deployed: there is no .*/terraform.${stack}.tfstate`)],
    });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  });

  test('says when there is no Terraform', () => {
    for (const stack of stacks()) writeFileSync(join(folder, `terraform.${stack}.tfstate`), '');
    const { status, stderr } = mlops(UPGRADE, { PATH: folder });
    expect(stderr).toContain('there is no terraform on the PATH');
    expect(status).toBe(1);
    for (const stack of stacks()) rmSync(join(folder, `terraform.${stack}.tfstate`));
  });

  test('finds nothing that is lost, and leaves state and folders as they are', () => {
    for (const stack of stacks()) {
      const chdir = `-chdir=${join('cdktf.out/stacks', stack)}`;
      expect(run('terraform', [chdir, 'init', '-input=false']).stderr).toBe('');
      expect(run('terraform', [chdir, 'apply', '-input=false', '-auto-approve']).stderr).toBe('');
    }
    const before = treeOf(folder);
    const { status, stdout, stderr } = mlops(UPGRADE);
    expect(stderr).toBe('');
    const report = JSON.parse(stdout) as Report;
    expect(report).toMatchObject({ safe: true, losses: [] });
    const planned = report.plans.map(({ name, added, changed }) => ({ name, added: [...added].sort(), changed }));
    const compared = report.stacks.map(({ name, added }) => ({
      name,
      added: added.map(({ address }) => address).sort(),
    }));
    expect(planned).toEqual(compared.map((stack) => ({ ...stack, changed: [] })));
    expect(compared.map(({ name }) => name)).toEqual(stacks());
    expect(status).toBe(0);
    expect(treeOf(folder)).toEqual(before);
  });

  test('refuses what only the state shows: that something else is deployed than the file says', () => {
    const region = /^region: .*$/m;
    writeFileSync(config, readFileSync(config, 'utf8').replace(region, 'region: us-east1'));
    const { status, stdout } = mlops(UPGRADE);
    const { safe, losses } = JSON.parse(stdout) as Report;
    expect(safe).toBe(false);
    expect(losses).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ address: expect.stringMatching(/^google_storage_bucket\./), argument: 'location' }),
      ]),
    );
    expect(status).toBe(1);
  });
});
