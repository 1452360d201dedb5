import { readFileSync } from 'node:fs';
import { type Answer } from '../../../support/delivery/run-build';
import { answer, statuses, workspace } from './workspace';

const { run, path, clean } = workspace();
const PULLS = 'https://securesourcemanager.googleapis.com/v1/projects/p/locations/l/repositories/r/pullRequests';
const STACKS = ['platform-dev', 'models-dev-default'];
beforeEach(() => clean('plans'));

/** What Terraform plans for a stack. */
const plans = (stack: string, ...changes: readonly (readonly [type: string, ...actions: string[]])[]): Answer => ({
  command: new RegExp(`^terraform -chdir=cdktf.out/stacks/${stack} show -json plan$`),
  stdout: JSON.stringify({
    resource_changes: changes.map(([type, ...actions]) => ({
      ...{ address: `${type}.X`, mode: 'managed', type },
      change: { actions, before: { name: 'secret-before' }, after: { name: 'secret-after' } },
    })),
  }),
});
const harmless = STACKS.map((stack) => plans(stack, ['google_storage_bucket', 'create']));
const destroyed = [plans('platform-dev', ['google_storage_bucket', 'delete']), ...harmless];
const summary = () => readFileSync(path('plans/summary.md'), 'utf8');
const terraform = (stack: string, words: string) => `terraform -chdir=cdktf.out/stacks/${stack} ${words}`;

describe('terraform-plan', () => {
  const given = { _PULL_REQUESTS: PULLS, _PR_NUMBER: '7' };
  /** The stacks are there from the first test on; Terraform is a stand-in of each run. */
  const planned = (answers: readonly Answer[], more: Readonly<Record<string, string>> = {}) =>
    run('terraform-plan', { ...given, ...more }, [...answers, answer(/Comments/, {})], AFTER_SYNTH);
  const AFTER_SYNTH = ['terraform', 'plan', 'summary', 'comment', 'verdict'];
  const readOnly = STACKS.flatMap((stack) => [
    terraform(stack, 'init -no-color -lock=false'),
    terraform(stack, 'plan -no-color -lock=false -out=plan'),
    terraform(stack, 'show -json plan'),
  ]);

  test('plans every stack without a lock, and comments what it would do', async () => {
    const ran = await run('terraform-plan', given, [...harmless, answer(/Comments/, {})]);
    const comment = `POST ${PULLS}/7/pullRequestComments`;
    expect(ran.asked).toEqual(['npm ci --ignore-scripts --no-audit --no-fund', ...readOnly, comment]);
    expect(ran.succeeded).toBe(true);
    const body = JSON.parse(ran.calls.at(-1)!.input!) as { comment: { body: string } };
    expect(body.comment.body).toBe(summary());
    expect(summary()).toContain('Nothing that holds data is destroyed or replaced.');
    expect(ran.output('summary')).toContain('| models-dev-default | 1 | 0 | 0 | 0 | 0 | 0 |');
    expect(summary()).not.toContain('secret');
  });

  test('refuses a plan that destroys a bucket, after the comment that says so', async () => {
    const ran = await planned(destroyed);
    expect(statuses(ran)).toMatchObject({ plan: 0, summary: 0, comment: 0, verdict: 1 });
    expect(ran.asked.at(-1)).toBe(`POST ${PULLS}/7/pullRequestComments`);
    expect(summary()).toContain('- `google_storage_bucket.X` in platform-dev **holds data**');
    expect(ran.succeeded).toBe(false);
  });

  test('plans the other stacks when Terraform refuses one, and shows its words', async () => {
    const refusal = { command: /platform-dev plan/, stdout: '\nError: Instance cannot be destroyed\n', status: 1 };
    const ran = await planned([refusal, ...harmless]);
    expect(ran.asked).toContain(terraform('models-dev-default', 'show -json plan'));
    expect(ran.output('plan')).toContain('Error: Instance cannot be destroyed');
    expect(summary()).toContain('### platform-dev is not planned\n\n```text\nError: Instance cannot be destroyed\n```');
    expect(statuses(ran).verdict).toBe(1);
  });

  test('does not fail because nobody can be told', async () => {
    const ran = await planned([answer(/Comments/, { error: 'no access' }, 403), ...harmless], { _RECORDS: 'gs://r/x' });
    expect(ran.asked).toContain('gcloud storage cp plans/summary.md gs://r/x/plans/dev/abcdef0123.md');
    expect(ran.output('comment')).toContain('no comment posted: see above');
    expect(ran.succeeded).toBe(true);
  });
});

describe('terraform-apply', () => {
  const applied = (answers: readonly Answer[]) => run('terraform-apply', {}, answers, ['terraform', 'apply']);
  const deployed = (stack: string) =>
    [
      'init -no-color',
      'plan -no-color -lock-timeout=1200s -out=plan',
      'show -json plan',
      'apply -no-color -lock-timeout=1200s plan',
      'output -no-color',
    ].map((words) => terraform(stack, words));

  test('applies the very plan that it printed, stack by stack', async () => {
    const { asked, succeeded } = await run('terraform-apply', {}, harmless);
    expect(asked).toEqual(['npm ci --ignore-scripts --no-audit --no-fund', ...STACKS.flatMap(deployed)]);
    expect(succeeded).toBe(true);
  });

  test.each([
    ['destroys', ['delete']],
    ['replaces', ['delete', 'create']],
  ])('applies nothing of a plan that %s what holds data, and nothing after it', async (_, actions) => {
    const ran = await applied([plans('platform-dev', ['google_bigquery_dataset', ...actions]), ...harmless]);
    expect(ran.asked.at(-1)).toBe(terraform('platform-dev', 'show -json plan'));
    expect(ran.output('apply')).toMatch(
      /refused: platform-dev: would \w+ google_bigquery_dataset\.X, which holds data/,
    );
    expect(ran.succeeded).toBe(false);
  });

  test('stops at the first stack that fails', async () => {
    const { asked, succeeded } = await applied([{ command: /platform-dev apply/, status: 1 }, ...harmless]);
    expect(asked.at(-1)).toBe(deployed('platform-dev')[3]);
    expect(succeeded).toBe(false);
  });
});
