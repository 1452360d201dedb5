import { spawnSync } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeJudged, missingForTerraform, root, terraformCliConfig } from '../../support/outside-judges';

/** A folder in which `cdktf` runs as in the checkout, with state and output of its own. */
function rehearsal(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mlops-deploy-'));
  cpSync(join(root, 'mlops.yaml'), join(folder, 'mlops.yaml'));
  writeFileSync(
    join(folder, 'cdktf.json'),
    JSON.stringify({
      language: 'typescript',
      app: `node ${join(root, 'scripts/app.mjs')}`,
      projectId: 'rehearsal',
      sendCrashReports: 'false',
      context: { config: 'mlops.yaml' },
    }),
  );
  return folder;
}

function cdktf(folder: string, ...args: string[]) {
  const run = spawnSync(process.execPath, [join(root, 'node_modules/.bin/cdktf'), ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, TF_CLI_CONFIG_FILE: terraformCliConfig(), CHECKPOINT_DISABLE: '1', CI: 'true' },
  });
  return { status: run.status, output: stripVTControlCharacters(`${run.stdout}${run.stderr}`) };
}

const deploy = (folder: string) => cdktf(folder, 'deploy', '*', '--auto-approve', '--skip-provider-lock');

describeJudged('cdktf deploy', missingForTerraform(), () => {
  const folder = rehearsal();
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('deploys every stack of the default, in order, and finds nothing to do the second time', () => {
    const first = deploy(folder);
    expect({ status: first.status, tail: first.output.slice(-2000) }).toMatchObject({ status: 0 });
    const stacks = readdirSync(join(folder, 'cdktf.out/stacks'));
    for (const stack of stacks) expect(existsSync(join(folder, `terraform.${stack}.tfstate`))).toBe(true);

    const second = deploy(folder);
    expect({ status: second.status, tail: second.output.slice(-2000) }).toMatchObject({ status: 0 });
    // Stacks that are deployed at once write into each other's lines: that all were unchanged shows by their number.
    const times = (text: string) => second.output.split(text).length - 1;
    expect(second.output).not.toMatch(/Plan: \d/);
    expect(times('No changes. Your infrastructure matches the configuration.')).toBe(stacks.length);
    expect(times('Resources: 0 added, 0 changed, 0 destroyed.')).toBe(stacks.length);
  });
});
