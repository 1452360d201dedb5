/** A level is lowered by a deployment, and raised again as docs/levels.md says. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeJudged, missingForTerraform, root, terraformCliConfig } from '../../support/outside-judges';

interface Report {
  readonly stacks: readonly { name: string; letGo: readonly { address: string }[] }[];
}

/** The commands of docs/levels.md that this test stands for. */
const COMMANDS = /<!-- proven: test\/judges\/platform\/lowering\.test\.ts -->\n +```sh\n(.*?)^ +```/ms;

describeJudged('lowering the level', missingForTerraform(), () => {
  const folder = mkdtempSync(join(tmpdir(), 'mlops-lowering-'));
  const STACK = 'models-dev-default';
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = (command: string, args: readonly string[], cwd = folder) => {
    const env = { ...process.env, TF_CLI_CONFIG_FILE: terraformCliConfig(), CHECKPOINT_DISABLE: '1' };
    const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 28, env });
    if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}${stdout}`);
    return stdout;
  };
  const mlops = (...args: string[]) => run(process.execPath, [join(root, 'bin/mlops.mjs'), ...args]);
  const terraform = (...args: string[]) => run('terraform', [`-chdir=cdktf.out/stacks/${STACK}`, ...args]);
  const apply = (level: number) => {
    mlops('synth', '--level', String(level));
    terraform('init', '-input=false');
    return terraform('apply', '-input=false', '-auto-approve', '-no-color');
  };
  const managed = () => terraform('state', 'list').trim().split('\n');
  let above: string[];

  beforeAll(() => {
    const yaml = readFileSync(join(root, 'examples/churn/mlops.yaml'), 'utf8');
    writeFileSync(join(folder, 'mlops.yaml'), yaml.replace(/^state: .*$/m, 'state: { local: true }'));
    apply(1);
    above = managed();
    copyFileSync(join(folder, `terraform.${STACK}.tfstate`), join(folder, 'kept.tfstate'));
  });

  test('lets go, by Terraform, of what the comparison says, and destroys nothing', () => {
    const { stacks } = JSON.parse(mlops('upgrade', '--from', '1', '--to', '0', '--json')) as Report;
    const addresses = stacks.find(({ name }) => name === STACK)!.letGo.map(({ address }) => address);
    expect(addresses.length).toBeGreaterThan(3);
    expect(apply(0)).toContain('Apply complete! Resources: 0 added, 0 changed, 0 destroyed.');
    const left = new Set(managed());
    expect(above.filter((address) => !left.has(address)).sort()).toEqual(addresses.sort());
  });

  test('and raising it again finds everything, after the commands of docs/levels.md', () => {
    mlops('synth', '--level', '1');
    const scratch = join(folder, 'take-back');
    mkdirSync(scratch);
    copyFileSync(join(folder, 'kept.tfstate'), join(scratch, 'before.tfstate'));
    writeFileSync(join(scratch, 'now.tfstate'), terraform('state', 'pull'));
    const [, commands] = COMMANDS.exec(readFileSync(join(root, 'docs/levels.md'), 'utf8'))!;
    run('bash', ['-euo', 'pipefail', '-c', commands!], scratch);
    terraform('state', 'push', join(scratch, 'now.tfstate'));
    expect(managed().sort()).toEqual([...above].sort());
    expect(terraform('plan', '-input=false', '-no-color')).toContain('No changes.');
  });
});
