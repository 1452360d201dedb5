import { parse } from 'yaml';
import { githubFiles } from '../../../delivery/targets';
import { type DeliveryTrigger } from '../../../delivery/triggers';
import { changed, FACTS, TRIGGERS } from './fixture';

interface Step {
  readonly name: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly run?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Job {
  readonly if?: string;
  readonly needs?: string;
  readonly environment?: string;
  readonly concurrency?: object;
  readonly permissions: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly 'timeout-minutes': number;
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: object;
  readonly jobs: Readonly<Record<string, Job>>;
}

const textOf = (trigger: DeliveryTrigger, all: readonly DeliveryTrigger[] = [trigger], facts = FACTS): string =>
  githubFiles(all, facts).find(({ path }) => path.endsWith(`/${trigger.key}.yml`))!.text;

const workflowOf = (...given: Parameters<typeof textOf>) => parse(textOf(...given)) as Workflow;
const keyed = (key: string) => workflowOf(changed(key, {}), TRIGGERS);
const buildOf = (key: string) => keyed(key).jobs.build!;
const nameOf = ({ name }: Step) => name;
/** A message that is built as the account whose deployments people approve. */
const APPROVED = changed('model-cd-prod', { key: 'told-prod', account: { cd: 'prod' } });

test('each trigger is a workflow of its own', () => {
  const paths = githubFiles(TRIGGERS, FACTS).map(({ path }) => path);
  expect(paths).toEqual(TRIGGERS.map(({ key }) => `.github/workflows/${key}.yml`));
});

test('a pull request is built by its own commit, when a file that counts has changed', () => {
  const { on, jobs } = keyed('pr-checks');
  expect(on).toEqual({ pull_request: { branches: ['main'], paths: ['**', '!docs/**', '!**/*.md'] } });
  expect(jobs.build!.steps[0]!.with).toMatchObject({ ref: '${{ github.event.pull_request.head.sha }}' });
  expect(jobs.build!.env).toMatchObject({ COMMIT_SHA: '${{ github.event.pull_request.head.sha }}' });
});

test('a push to a branch and one of a tag are told apart', () => {
  expect(keyed('components').on).toEqual({ push: { branches: ['main'], paths: ['pipelines/**', 'package.json'] } });
  expect(keyed('terraform-apply-prod').on).toEqual({ push: { tags: ['v[0-9]**'] } });
});

test('the steps of the build follow each other in its order, on a machine with the tools of their images', () => {
  const tools = ['Google Cloud', 'Node', 'gcloud', 'Registries'];
  expect(buildOf('components').steps.map(nameOf)).toEqual(['Source', ...tools, 'install', 'image', 'digest', 'sizes']);
});

test('a step keeps its script, folder, variables, time and tolerance', () => {
  const steps = Object.fromEntries(
    [...buildOf('components').steps, ...buildOf('pr-checks').steps].map((each) => [each.name, each]),
  );
  const script = (key: string, id: string) => changed(key, {}).build.steps.find((each) => each.id === id)!.script;
  expect(steps.image).toMatchObject({
    shell: 'bash',
    run: script('components', 'image'),
    'working-directory': 'pipelines/image',
  });
  expect(steps.sizes).toMatchObject({ env: { PLACE: '${{ env._IMAGES }} for $5' } });
  expect(steps.lint).toMatchObject({ 'timeout-minutes': 10 });
  expect(steps.report).toMatchObject({ 'continue-on-error': true });
  expect(steps.Workspace!.run).toContain('/workspace');
  expect(buildOf('pr-checks')['timeout-minutes']).toBe(30);
});

test('values of the trigger go before those of the build', () => {
  expect(buildOf('components').env).toMatchObject({
    _IMAGES: 'europe-west4-docker.pkg.dev/acme-churn-cicd/churn-cicd-images',
  });
});

test('what no expression gives is made by a step: the short form of a commit, and an id for each run', () => {
  const made = (key: string) => buildOf(key).steps.find(({ name }) => name === 'Ids')?.run;
  expect(made('pr-checks')).toBe('echo "SHORT_SHA=${COMMIT_SHA:0:7}" >> "$GITHUB_ENV"\n');
  expect(made('terraform-plan-dev')).toBe('echo "BUILD_ID=$(cat /proc/sys/kernel/random/uuid)" >> "$GITHUB_ENV"\n');
  expect(made('components')).toBeUndefined();
});

test('the step that comments, and no other, gets a token that may', () => {
  const { permissions, env, steps } = buildOf('terraform-plan-dev');
  expect(permissions).toMatchObject({ 'pull-requests': 'write' });
  expect(env).toMatchObject({ _PULL_REQUESTS: '${{ github.api_url }}/repos/${{ github.repository }}/issues' });
  expect(steps.filter((each) => each.env?.COMMENT_TOKEN).map(nameOf)).toEqual(['comment']);
});

test('a job ends when the machines of GitHub do', () => {
  const build = { ...changed('model-cd-prod', {}).build, timeout: '43200s' };
  expect(workflowOf(changed('model-cd-prod', { build })).jobs.build!['timeout-minutes']).toBe(360);
});

test('every action is pinned to a commit, with its version beside it', () => {
  const used = TRIGGERS.flatMap((trigger) => textOf(trigger, TRIGGERS).match(/uses: .*/g)!);
  expect(used.filter((line) => !/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
  expect(used.length).toBeGreaterThan(TRIGGERS.length);
});

test('nothing is filled into a script: what others decide arrives as a variable', () => {
  const scripts = TRIGGERS.flatMap((trigger) =>
    Object.values(workflowOf(trigger, TRIGGERS).jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? [])),
  );
  expect(scripts.filter((script) => script.includes('${{'))).toEqual([]);
});

test('a job has the rights that it needs and no others, and no key', () => {
  for (const trigger of TRIGGERS) {
    const { permissions, jobs } = workflowOf(trigger, TRIGGERS);
    expect(permissions).toEqual({});
    expect(jobs.build!.permissions).toMatchObject({ contents: 'read', 'id-token': 'write' });
    expect(Object.keys(jobs.build!.permissions).length).toBe(trigger.key === 'terraform-plan-dev' ? 3 : 2);
    expect(jobs.build!.steps[0]!.with).toMatchObject({ 'persist-credentials': false });
    expect(textOf(trigger, TRIGGERS)).not.toMatch(/secrets\.|credentials_json/);
  }
});

test.each([
  ['the account of the trigger, by the provider that the host names', FACTS, '${{ vars.MLOPS_IDENTITY_PROVIDER }}'],
  ['a provider that is known', { ...FACTS, identityProvider: 'projects/1/x' }, 'projects/1/x'],
])('a build acts as %s', (_, facts, provider) => {
  const trigger = changed('terraform-apply-dev', {});
  const steps = workflowOf(trigger, TRIGGERS, facts).jobs.build!.steps;
  expect(steps.find(({ name }) => name === 'Google Cloud')!.with).toEqual({
    workload_identity_provider: provider,
    service_account: FACTS.accounts.cd.dev,
  });
});

test('a fork, which gets no identity, starts no build', () => {
  expect(buildOf('pr-checks').if).toBe('github.event.pull_request.head.repo.full_name == github.repository');
});

test('whatever acts as an account that people approve is in its protected environment', () => {
  const environments = TRIGGERS.map(({ key }) => [key, buildOf(key).environment]);
  expect(Object.fromEntries(environments)).toEqual({
    'pr-checks': undefined,
    'pipeline-e2e': 'e2e',
    'terraform-plan-dev': undefined,
    components: undefined,
    'terraform-apply-dev': undefined,
    'terraform-apply-prod': 'prod',
    release: undefined,
    'model-cd-dev': undefined,
    'model-cd-prod': undefined,
  });
});

test('a deployment is finished before the next; a newer commit ends the check of the older', () => {
  expect(buildOf('terraform-apply-dev').concurrency).toEqual({
    group: 'terraform-apply-dev',
    'cancel-in-progress': false,
  });
  expect(buildOf('pr-checks').concurrency).toEqual({
    group: 'pr-checks-${{ github.event.pull_request.number }}',
    'cancel-in-progress': true,
  });
});

test('a comment starts a build when a member wrote it, of the head of the pull request, without a token that writes', () => {
  const { on, jobs } = keyed('pipeline-e2e');
  expect(on).toEqual({ issue_comment: { types: ['created'] } });
  expect(jobs.ask!.if).toContain(`contains(fromJSON('["OWNER","MEMBER","COLLABORATOR"]')`);
  expect(jobs.ask!.permissions).toEqual({ 'pull-requests': 'read' });
  expect(jobs.build).toMatchObject({ needs: 'ask', env: { COMMIT_SHA: '${{ needs.ask.outputs.head }}' } });
  expect(jobs.build!.steps[0]!.with).toMatchObject({ ref: '${{ needs.ask.outputs.head }}' });
});

test('any comment would end a running build if the workflow, not the build, were one at a time', () => {
  expect(keyed('pipeline-e2e')).not.toHaveProperty('concurrency');
  expect(keyed('pipeline-e2e').jobs.ask).not.toHaveProperty('concurrency');
});

test.each(['dev', 'prod'] as const)('a message of %s is looked for by the clock, and a person can stand in', (name) => {
  const { on, jobs } = keyed(`model-cd-${name}`);
  expect(Object.keys(on)).toEqual(['workflow_dispatch', 'schedule']);
  expect(on.workflow_dispatch).toMatchObject({ inputs: { model: { required: true }, state: { required: true } } });
  expect(jobs.notice!.permissions).toEqual({ 'id-token': 'write' });
  expect(jobs.notice!.steps.at(-1)!.env).toEqual({
    SUBSCRIPTION: `projects/acme-churn-${name}/subscriptions/churn-${name}-cd`,
  });
  const found = "fromJSON(needs.notice.outputs.attributes || '{}').model";
  expect(jobs.build!.env).toMatchObject({ _MODEL: `\${{ inputs.model || ${found} }}`, _ENVIRONMENT: name });
  for (const { steps } of Object.values(jobs))
    expect(steps.find((each) => each.name === 'Google Cloud')!.with).toMatchObject({
      service_account: FACTS.accounts.promote[name],
    });
});

test.each([
  ['where each look would need an approval', workflowOf(APPROVED, [...TRIGGERS, APPROVED])],
  ['without a subscription', workflowOf(changed('model-cd-dev', {}), TRIGGERS, { ...FACTS, subscriptions: {} })],
])('%s a person starts the build', (_, { on, jobs }) => {
  expect(Object.keys(on)).toEqual(['workflow_dispatch']);
  expect(Object.keys(jobs)).toEqual(['build']);
  expect(jobs.build!.env).toMatchObject({ _MODEL: '${{ inputs.model }}' });
});
