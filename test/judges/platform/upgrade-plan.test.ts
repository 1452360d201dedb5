/** `mlops upgrade --plan`, on the state of a platform that was deployed from another folder. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { levelsOf } from '../../support/levels';
import { describeJudged, missingForTerraform, root, terraformCliConfig } from '../../support/outside-judges';
import { treeOf } from '../../support/tree';

type Addresses = readonly { readonly address: string }[];

interface Report {
  readonly safe: boolean;
  readonly stacks: readonly {
    name: string;
    presence: string;
    added: Addresses;
    letGo: Addresses;
    destroyed: Addresses;
  }[];
  readonly losses: readonly { stack: string; address: string; does: string; argument?: string }[];
  readonly plans: readonly {
    name: string;
    added: readonly string[];
    changed: readonly string[];
    letGo: readonly string[];
    losses: readonly { address: string; does: string }[];
  }[];
}

const sorted = (addresses: Addresses) => addresses.map(({ address }) => address).sort();

const HIGHEST = String(levelsOf(join(root, 'examples/minimal/mlops.yaml')).at(-1));
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

  const deploy = () => {
    for (const stack of stacks()) {
      const chdir = `-chdir=${join('cdktf.out/stacks', stack)}`;
      expect(run('terraform', [chdir, 'init', '-input=false']).stderr).toBe('');
      expect(run('terraform', [chdir, 'apply', '-input=false', '-auto-approve']).stderr).toBe('');
    }
  };

  test('finds nothing that is lost, and leaves state and folders as they are', () => {
    deploy();
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
    const known = report.stacks.filter(({ presence }) => presence === 'both');
    expect(known.map(({ name }) => name)).toEqual(stacks());
    expect(status).toBe(0);
    expect(treeOf(folder)).toEqual(before);
  });

  describe('on the way down', () => {
    const down = () => {
      const { status, stdout } = mlops(['upgrade', '--from', HIGHEST, '--to', '0', '--plan', '--json']);
      const report = JSON.parse(stdout) as Report;
      // A stack that the lower level does not have is not written, so there is nothing to plan.
      const written = report.stacks.filter(({ presence }) => presence !== 'gone');
      expect(report.plans.map(({ name }) => name)).toEqual(written.map(({ name }) => name));
      return { status, ...report, stacks: written };
    };

    beforeAll(() => {
      expect(mlops(['synth', '--level', HIGHEST]).status).toBe(0);
      deploy();
    });

    test('lets go of what the comparison says, and of nothing else', () => {
      const { status, safe, losses, plans, ...compared } = down();
      expect({ status, safe, losses }).toEqual({ status: 0, safe: true, losses: [] });
      const said = plans.map(({ letGo, losses, added, changed }) => [[...letGo].sort(), losses, added, changed]);
      expect(said).toEqual(compared.stacks.map(({ letGo }) => [sorted(letGo), [], [], []]));
    });

    test('destroys what holds no data where that is wanted, as the comparison says', () => {
      writeFileSync(config, `${readFileSync(config, 'utf8')}\nwhenLowered: destroy\n`);
      const { status, safe, losses, plans, ...compared } = down();
      expect({ status, safe, losses }).toEqual({ status: 0, safe: true, losses: [] });
      const said = plans.map((plan) => [[...plan.letGo].sort(), sorted(plan.losses)]);
      expect(said).toEqual(compared.stacks.map(({ letGo, destroyed }) => [sorted(letGo), sorted(destroyed)]));
      expect(compared.stacks.flatMap(({ destroyed }) => destroyed).length).toBeGreaterThan(0);
    });
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
