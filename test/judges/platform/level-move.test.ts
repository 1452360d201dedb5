/** What the comparison of levels says must be what Terraform does. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareStacks } from '../../../stacks/level-move/compare-stacks';
import { planOfStack, type TerraformPlan } from '../../../stacks/level-move/plan-of-terraform';
import { type JsonObject, readStack } from '../../../stacks/level-move/terraform-stack';
import { describeJudged, missingForTerraform, mlops, root, terraformCliConfig } from '../../support/outside-judges';

type Resources = Record<string, Record<string, JsonObject>>;
interface StackFile extends JsonObject {
  resource: Resources;
  data: Resources;
}

const folder = mkdtempSync(join(tmpdir(), 'mlops-move-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function terraform(...args: string[]): string {
  const env = {
    ...process.env,
    TF_CLI_CONFIG_FILE: terraformCliConfig(),
    CHECKPOINT_DISABLE: '1',
    TF_IN_AUTOMATION: '1',
  };
  const run = spawnSync('terraform', args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28, env });
  if (run.status !== 0) throw new Error(`terraform ${args.join(' ')}: ${run.stderr}${run.stdout}`);
  return run.stdout;
}

function write(json: JsonObject): void {
  const settings = Object.entries(json.terraform as JsonObject).filter(([name]) => name !== 'backend');
  writeFileSync(join(folder, 'cdk.tf.json'), JSON.stringify({ ...json, terraform: Object.fromEntries(settings) }));
}

const sorted = (addresses: readonly string[]) => [...new Set(addresses)].sort();

/** Both verdicts in one form. */
function verdict({ name, added, changed, moved, letGo, losses }: ReturnType<typeof planOfStack>) {
  const lost = (kind: string) => sorted(losses.filter(({ does }) => does === kind).map(({ address }) => address));
  const moves = sorted(moved.map(({ from, to }) => `${from} -> ${to}`));
  return {
    name,
    added: sorted(added),
    changed: sorted(changed),
    moves,
    letGo: sorted(letGo),
    replaced: lost('replace'),
    destroyed: lost('destroy'),
  };
}

/** The id of the only, or the first, resource of a type. */
const first = (json: StackFile, type: string, has = '') =>
  Object.keys(json.resource[type]!).find((id) => id.includes(has))!;

const edit = (type: string, change: (resource: JsonObject) => void, has = '') => {
  return (json: StackFile) => change(json.resource[type]![first(json, type, has)]!);
};

/** Each list is one plan. */
const EDITS: Readonly<Record<string, readonly ((json: StackFile) => void)[]>> = {
  'changes in place, changes that replace, and a resource that is gone': [
    edit('google_storage_bucket', (bucket) => (bucket.labels = { team: 'other' })),
    edit('time_sleep', (wait) => (wait.create_duration = '7s')),
    edit('google_artifact_registry_repository', (repository) => delete repository.cleanup_policies),
    edit('google_vertex_ai_metadata_store', (store) => (store.encryption_spec = { kms_key_name: 'other' })),
    edit('google_project_iam_member', (grant) => (grant.member = 'group:others@clinic.example.com')),
    (json) => delete json.resource.google_monitoring_dashboard,
  ],
  'what others refer to': [
    edit('google_storage_bucket', (bucket) => (bucket.location = 'US'), 'Data'),
    edit('google_service_account', (account) => (account.account_id = 'another-one')),
  ],
  'a data source that has to wait': [
    (json) => {
      json.resource.time_sleep!.New = { create_duration: '1s' };
      for (const source of Object.values(json.data.google_storage_project_service_account!))
        source.depends_on = [...(source.depends_on as string[]), 'time_sleep.New'];
    },
  ],
  'what is let go of, and what a "removed" block destroys': [
    (json) => {
      const [kept, lost] = ['google_vertex_ai_metadata_store', 'google_monitoring_dashboard'].map(
        (type) => `${type}.${first(json, type)}`,
      );
      for (const address of [kept!, lost!]) {
        const [type, id] = address.split('.') as [string, string];
        delete json.resource[type]![id];
        if (Object.keys(json.resource[type]!).length === 0) delete json.resource[type];
      }
      json.removed = [
        { from: kept!, lifecycle: { destroy: false } },
        { from: lost!, lifecycle: { destroy: true } },
        { from: 'google_pubsub_topic.NeverThere', lifecycle: [{ destroy: false }] },
      ];
    },
  ],
  'an address that moves': [
    (json) => {
      const id = first(json, 'google_service_account');
      const { [id]: account, ...others } = json.resource.google_service_account!;
      const text = JSON.stringify({ ...json.resource, google_service_account: { ...others, Elsewhere: account } });
      const [from, to] = [`google_service_account.${id}`, 'google_service_account.Elsewhere'];
      json.resource = JSON.parse(text.replaceAll(from, to)) as Resources;
      json.moved = [{ from, to }];
    },
  ],
};

describeJudged('the comparison of levels', missingForTerraform(), () => {
  const NAME = 'platform-lab';
  let before: string;

  beforeAll(() => {
    const out = join(folder, 'out');
    const { status } = mlops(['synth', '--config', join(root, 'examples/private-cmek/mlops.yaml'), '--out', out]);
    expect(status).toBe(0);
    const json = readFileSync(join(out, 'stacks', NAME, 'cdk.tf.json'), 'utf8');
    // What is protected makes Terraform refuse instead of telling.
    before = json.replaceAll('"prevent_destroy": true', '"prevent_destroy": false');
    write(JSON.parse(before) as JsonObject);
    terraform('init', '-input=false');
    terraform('apply', '-input=false', '-auto-approve');
  });

  test.each(Object.entries(EDITS))('agrees with Terraform about %s', (_, edits) => {
    const after = JSON.parse(before) as StackFile;
    for (const edit of edits) edit(after);
    write(after);
    terraform('plan', '-input=false', '-out=a.plan');
    const plan = JSON.parse(terraform('show', '-json', 'a.plan')) as TerraformPlan;
    const compared = compareStacks(readStack(NAME, JSON.parse(before) as JsonObject), readStack(NAME, after));
    const changed = compared.changed.map(({ address }) => address);
    const letGo = compared.letGo.map(({ address }) => address);
    expect(verdict({ ...compared, changed, letGo })).toEqual(verdict(planOfStack(NAME, plan)));
  });
});
