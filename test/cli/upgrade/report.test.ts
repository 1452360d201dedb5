import { stripVTControlCharacters } from 'node:util';
import { upgradeJson, upgradeText } from '../../../cli/views/upgrade/report';
import { verdictOf } from '../../../cli/views/upgrade/verdict';
import { compareLevels } from '../../../stacks/level-move/level-move';
import { type MoveOfConfig } from '../../../stacks/level-move/move-of-config';
import { type PlanOfStack } from '../../../stacks/level-move/plan-of-terraform';
import { type JsonObject } from '../../../stacks/level-move/terraform-stack';
import { type Arguments, BUCKET, bucket, stackOf } from '../../stacks/level-move/stacks';

const TOPIC = { 'google_pubsub_topic.Runs': {}, 'google_pubsub_topic_iam_member.Publisher': {} };

function move(
  before: Arguments,
  after: Arguments,
  [from, to]: [number, number] = [0, 1],
  rest: JsonObject = {},
): MoveOfConfig {
  const compared = compareLevels(
    { level: from, stacks: [stackOf(before)] },
    { level: to, stacks: [stackOf(after, rest)] },
  );
  const capabilities = Object.fromEntries(Object.keys(TOPIC).map((address) => [address, 'continuous-training']));
  return { ...compared, capabilities: { 'platform-dev': capabilities } };
}

const OPTIONS = { config: 'mlops.yaml', out: 'cdktf.out', to: 1 };
const text = (of: MoveOfConfig, options = {}, plans?: PlanOfStack[]) =>
  stripVTControlCharacters(upgradeText(verdictOf(of, plans), { ...OPTIONS, ...options }));

describe('a move that loses nothing', () => {
  const moved = move({ [BUCKET]: bucket }, { [BUCKET]: { ...bucket, labels: { team: 'b' } }, ...TOPIC });

  test('is told by stack: what is added by capability, what changes from what to what, and what goes on', () => {
    expect(text(moved)).toBe(`mlops.yaml: from level 0 to level 1

platform-dev
  adds 2
     2  continuous-training   pubsub_topic
  changes 1 in place
    google_storage_bucket.Data
      labels.team: "a" -> "b"
  leaves 0 as they are

Nothing is replaced and nothing is destroyed: 2 added, 1 changed in place, 0 moved, 0 unchanged.
For 1 changed resource the provider decides more while it plans: --plan asks it.

Next:
  npx mlops upgrade --to 1 --plan   the same, by Terraform on your state
  write "level: 1" into mlops.yaml  the file says what is deployed
  npx cdktf diff platform-dev       what a deployment of the stack would do
  npx cdktf deploy '*'              deploys all stacks in order

Was the level there before? Then take back what was let go of first: docs/levels.md.
`);
  });

  test('has every address with --verbose', () => {
    expect(text(moved, { verbose: true })).toMatch(
      /continuous-training.*\n +google_pubsub_topic\.Runs\n +google_pubsub_/,
    );
    expect(text(moved)).not.toContain('google_pubsub_topic.Runs');
  });

  test('goes on with Terraform for another file', () => {
    const next = text(moved, { config: 'a.yaml', out: 'out' });
    expect(next).toContain('npx mlops upgrade --to 1 --config a.yaml --plan');
    expect(next).toContain('npx mlops synth --config a.yaml --out out');
  });

  test('is JSON for scripts', () => {
    expect(JSON.parse(upgradeJson(verdictOf(moved), OPTIONS))).toMatchObject({
      file: 'mlops.yaml',
      from: 0,
      to: 1,
      safe: true,
      losses: [],
      stacks: [
        {
          name: 'platform-dev',
          presence: 'both',
          added: [
            { address: 'google_pubsub_topic.Runs', capability: 'continuous-training' },
            { address: 'google_pubsub_topic_iam_member.Publisher', capability: 'continuous-training' },
          ],
          changed: [{ address: BUCKET, arguments: [{ argument: 'labels.team', from: 'a', to: 'b' }] }],
          unchanged: 0,
        },
      ],
    });
  });
});

describe('a move that would lose something is refused', () => {
  test('with address, argument and why', () => {
    const lost = move({ [BUCKET]: bucket, ...TOPIC }, { [BUCKET]: { ...bucket, location: 'US' } });
    expect(verdictOf(lost).safe).toBe(false);
    const [, refusal] = text(lost).split('\nRefused: ');
    expect(refusal).toBe(`going from level 0 to level 1 would lose 3 resources.
  platform-dev, destroyed, as nothing has its address any more, and no "moved" block says where it went
    google_pubsub_topic.Runs
    google_pubsub_topic_iam_member.Publisher
  platform-dev, replaced, as the provider cannot change it in place
    google_storage_bucket.Data: location "EU" -> "US"

Nothing was written. Where an argument is named, it is what has to stay as it was: see \`overrides\` in docs/config.md.
`);
  });
});

describe('a move down', () => {
  const letGo = (...addresses: string[]) => ({
    removed: addresses.map((from) => ({ from, lifecycle: { destroy: false } })),
  });
  const JOB = 'google_cloud_scheduler_job.Train';
  const job = { name: 'train', region: 'europe-west4', project: 'acme' };
  const before = { [BUCKET]: bucket, ...TOPIC, [JOB]: job };
  const down = move(before, { [BUCKET]: bucket }, [1, 0], letGo(...Object.keys(TOPIC), JOB));

  test('says what is let go of, what of it holds data, and what goes on by itself', () => {
    expect(verdictOf(down).safe).toBe(true);
    expect(text(down, { to: 0 })).toBe(`mlops.yaml: from level 1 to level 0

platform-dev
  lets go of 3
     2  continuous-training   pubsub_topic
     1  none                  cloud_scheduler_job
  leaves 1 as they are

Holds data, and is kept
  platform-dev: 1 pubsub_topic

Goes on by itself, until somebody ends it
  1  cloud_scheduler_job: asks for runs by the clock
     gcloud scheduler jobs pause train --location europe-west4 --project acme
  With "whenLowered: destroy" in mlops.yaml, everything that holds no data is destroyed instead.

Nothing is replaced and nothing is destroyed: 0 added, 0 changed in place, 0 moved, 3 let go of, 1 unchanged.

Next:
  npx mlops upgrade --to 0 --plan   the same, by Terraform on your state
  write "level: 0" into mlops.yaml  the file says what is deployed
  npx cdktf diff platform-dev       what a deployment of the stack would do
  npx cdktf deploy '*'              deploys all stacks in order

To raise the level again, take what was let go of back from the state of before: docs/levels.md.
`);
  });

  test('has every address and every command with --verbose', () => {
    const JOBS = { [JOB]: job, 'google_cloud_scheduler_job.Watch': { ...job, name: 'watch' } };
    const many = move({ ...TOPIC, ...JOBS }, {}, [1, 0], letGo(...Object.keys({ ...TOPIC, ...JOBS })));
    expect(text(many)).toMatch(/pause train .*\n +\.\.\. 1 more: --verbose\n/);
    const verbose = text(many, { verbose: true });
    expect(verbose).toContain('  platform-dev\n    google_pubsub_topic.Runs\n');
    expect(verbose).toMatch(/pause train .*\n +gcloud scheduler jobs pause watch /);
  });

  test('is JSON for scripts', () => {
    const { stacks } = JSON.parse(upgradeJson(verdictOf(down), OPTIONS)) as { stacks: { letGo: object[] }[] };
    expect(stacks[0]!.letGo).toEqual([
      {
        address: 'google_pubsub_topic.Runs',
        type: 'google_pubsub_topic',
        capability: 'continuous-training',
        holdsData: true,
      },
      expect.objectContaining({ address: 'google_pubsub_topic_iam_member.Publisher', holdsData: false }),
      expect.objectContaining({
        address: JOB,
        goesOn: expect.objectContaining({ stop: expect.any(String) as string }) as object,
      }),
    ]);
  });

  test('leaves a stack that is no longer written as it is, and says how to end it', () => {
    const trigger = stackOf({ 'google_cloudbuild_trigger.Apply': { name: 'apply', project: 'cicd' } }, {}, 'delivery');
    const gone = compareLevels({ level: 2, stacks: [stackOf({}), trigger] }, { level: 1, stacks: [stackOf({})] });
    const said = text({ ...gone, capabilities: {} });
    expect(said).toContain('delivery (no longer written: what it made stays)\n  lets go of 1\n');
    expect(said).toContain(
      '  All of delivery is ended by "npx cdktf destroy delivery", before the level is lowered in mlops.yaml.\n',
    );
    expect(said).not.toContain('whenLowered');
  });

  test('may destroy what holds no data, where that is wanted, and nothing else', () => {
    const levels = [
      { level: 1, stacks: [stackOf(before)] },
      { level: 0, stacks: [stackOf({})] },
    ] as const;
    const wanted = compareLevels(...levels, (type) => type !== 'google_storage_bucket');
    const lost = { ...wanted, capabilities: {} };
    expect(verdictOf(lost).losses.map(({ address }) => address)).toEqual([BUCKET]);
    expect(text(lost)).toContain('  destroys 3\n');
    const safe = compareLevels(...levels, () => true);
    expect(text({ ...safe, capabilities: {} })).toContain(
      'Nothing that holds data is replaced or destroyed: 0 added, 0 changed in place, 0 moved, 4 destroyed, 0 unchanged.',
    );
  });

  test('takes a destruction that Terraform plans for a loss, unless it is wanted', () => {
    const plan = {
      name: 'platform-dev',
      ...{ added: [], changed: [], moved: [], letGo: [] },
      losses: [JOB, BUCKET].map((address) => ({ address, does: 'destroy', why: 'no config' }) as const),
    };
    const levels = [
      { level: 1, stacks: [stackOf({ [JOB]: job })] },
      { level: 0, stacks: [stackOf({})] },
    ] as const;
    const wanted = { ...compareLevels(...levels, () => true), capabilities: {} };
    expect(verdictOf(wanted, [plan]).losses.map(({ address }) => address)).toEqual([BUCKET]);
  });
});

describe('what Terraform plans', () => {
  const cache = 'google_redis_instance.Cache';
  const unknown = move({ [cache]: { size: 1 } }, { [cache]: { size: 2 } });
  const plan = { name: 'platform-dev', added: [], changed: [cache], moved: [], letGo: [], losses: [] };

  test('settles what is not known otherwise', () => {
    expect(text(unknown)).toContain(
      `platform-dev, not to be judged, as what makes a google_redis_instance anew is not known here\n    ${cache}: size 1 -> 2\n`,
    );
    expect(verdictOf(unknown, [plan]).safe).toBe(true);
    expect(text(unknown, { plan: true }, [plan])).toContain(
      'platform-dev  0 to add, 1 to change, 0 to replace or destroy',
    );
    expect(text(unknown, { plan: true }, [{ ...plan, letGo: [BUCKET] }])).toContain(
      'platform-dev  0 to add, 1 to change, 1 to let go of, 0 to replace or destroy',
    );
  });

  test('is refused when it loses something, also when nothing else says so', () => {
    const losses = [
      { address: BUCKET, does: 'replace', argument: 'location', why: 'Terraform plans to replace it' },
    ] as const;
    const same = move({ [BUCKET]: bucket }, { [BUCKET]: bucket });
    expect(verdictOf(same, [{ ...plan, losses }]).losses).toEqual([{ stack: 'platform-dev', ...losses[0] }]);
    expect(text(same, {}, [{ ...plan, losses }])).toContain(
      `platform-dev, replaced, as Terraform plans to replace it\n    ${BUCKET}: location\n`,
    );
  });

  test('is a refusal of what moves the state as a whole', () => {
    const at = (path: string) => stackOf({}, { terraform: { backend: { local: { path } } } });
    const other = compareLevels({ level: 0, stacks: [at('a')] }, { level: 1, stacks: [at('b')] });
    expect(text({ ...other, capabilities: {} })).toContain(
      '    terraform.backend.local: { path: "a" } -> { path: "b" }\n',
    );
  });
});
