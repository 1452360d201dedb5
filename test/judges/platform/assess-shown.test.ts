/** `mlops assess` of what Terraform itself shows of a plan and of a state. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { partsOfDocuments } from '../../../cli/assessment/shown-documents';
import { assess } from '../../../stacks/assessment/assess';
import { Estate } from '../../../stacks/assessment/estate';
import { assessed, itemsOf, repositoryOf } from '../../stacks/assessment/assessed';
import { FOREIGN_FILES, foreignStack } from '../../stacks/assessment/foreign-estate';
import { describeJudged, missingForTerraform, terraformCliConfig } from '../../support/outside-judges';

describeJudged('mlops assess', missingForTerraform(), () => {
  const folder = mkdtempSync(join(tmpdir(), 'mlops-assess-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const terraform = (...args: string[]): string => {
    const env = { ...process.env, TF_CLI_CONFIG_FILE: terraformCliConfig(), CHECKPOINT_DISABLE: '1' };
    const run = spawnSync('terraform', args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28, env });
    if (run.status !== 0) throw new Error(`terraform ${args.join(' ')}: ${run.stderr}`);
    return run.stdout;
  };
  const statusesOf = (text: string) => {
    const parts = partsOfDocuments([{ name: 'shown.json', text }]);
    const assessment = assess(new Estate({ ...parts, repository: repositoryOf(FOREIGN_FILES) }));
    return itemsOf(assessment).map(({ id, status }) => `${id}: ${status}`);
  };
  const written = itemsOf(assessed(foreignStack(2), FOREIGN_FILES)).map(({ id, status }) => `${id}: ${status}`);

  beforeAll(() => {
    const required_providers = Object.fromEntries(
      ['google', 'google-beta'].map((name) => [name, { source: `hashicorp/${name}`, version: '6.50.0' }]),
    );
    const { resource } = foreignStack(2);
    writeFileSync(join(folder, 'main.tf.json'), JSON.stringify({ resource, terraform: { required_providers } }));
    terraform('init', '-input=false', '-no-color');
  });

  test('finds in a plan what is written, though much of it is known only after the apply', () => {
    terraform('plan', '-input=false', '-no-color', '-out=a.plan');
    expect(statusesOf(terraform('show', '-json', 'a.plan'))).toEqual(written);
  });

  test('finds in a state what is written', () => {
    terraform('apply', '-input=false', '-auto-approve', '-no-color');
    expect(statusesOf(terraform('show', '-json'))).toEqual(written);
  });
});
