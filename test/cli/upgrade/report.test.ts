import { stripVTControlCharacters } from 'node:util';
import { upgradeJson, upgradeText } from '../../../cli/views/upgrade/report';
import { verdictOf } from '../../../cli/views/upgrade/verdict';
import { compareLevels } from '../../../stacks/level-move/level-move';
import { type MoveOfConfig } from '../../../stacks/level-move/move-of-config';
import { type PlanOfStack } from '../../../stacks/level-move/plan-of-terraform';
import { type Arguments, BUCKET, bucket, stackOf } from '../../stacks/level-move/stacks';

const TOPIC = { 'google_pubsub_topic.Runs': {}, 'google_pubsub_topic_iam_member.Publisher': {} };

function move(before: Arguments, after: Arguments, levels: [number, number] = [0, 1]): MoveOfConfig {
  const levelOf = (level: number, elements: Arguments) => ({ level, stacks: [stackOf(elements)] });
  const compared = compareLevels(levelOf(levels[0], before), levelOf(levels[1], after));
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

  test('when it goes down, even if nothing would be lost, and says what comes later', () => {
    const down = move({ [BUCKET]: bucket, ...TOPIC }, { [BUCKET]: bucket }, [1, 0]);
    expect(text(down)).toContain('Refused: going from level 1 to level 0 would take away 2 resources.');
    expect(text(down)).toContain('Taking a level away without destroying what it holds comes with a later version');
    expect(verdictOf(move({ [BUCKET]: bucket }, { [BUCKET]: bucket }, [1, 0])).safe).toBe(false);
  });
});

describe('what Terraform plans', () => {
  const cache = 'google_redis_instance.Cache';
  const unknown = move({ [cache]: { size: 1 } }, { [cache]: { size: 2 } });
  const plan = { name: 'platform-dev', added: [], changed: [cache], moved: [], losses: [] };

  test('settles what is not known otherwise', () => {
    expect(text(unknown)).toContain(
      `platform-dev, not to be judged, as what makes a google_redis_instance anew is not known here\n    ${cache}: size 1 -> 2\n`,
    );
    expect(verdictOf(unknown, [plan]).safe).toBe(true);
    expect(text(unknown, { plan: true }, [plan])).toContain(
      'platform-dev  0 to add, 1 to change, 0 to replace or destroy',
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
