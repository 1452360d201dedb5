import { parse } from 'yaml';
import { IMAGES } from '../../../delivery/images';
import { gitlabFiles } from '../../../delivery/targets';
import { type DeliveryTrigger } from '../../../delivery/triggers';
import { changed, FACTS, TRIGGERS } from './fixture';

interface Job {
  readonly extends: string;
  readonly rules: readonly { readonly if: string; readonly changes?: string[]; readonly when?: string }[];
  readonly needs: readonly object[];
  readonly environment?: { readonly name: string };
  readonly services?: object[];
  readonly variables: Readonly<Record<string, string>>;
  readonly script: readonly string[];
  readonly artifacts?: object;
}

const fileOf = (triggers: readonly DeliveryTrigger[], facts = FACTS) =>
  parse(gitlabFiles(triggers, facts)[0]!.text) as Readonly<Record<string, Job>>;

const file = fileOf(TRIGGERS);
const job = (name: string) => file[name]!;

test('a build is a job, and its steps follow each other in its order, each in its own image', () => {
  expect(Object.keys(file).filter((name) => !/^\.|^(stages|variables)$| message$/.test(name))).toEqual(
    TRIGGERS.map(({ key }) => key),
  );
  const steps = job('components').script.flatMap((text) => /^echo "(.*)"\n/.exec(text)?.[1] ?? []);
  expect(steps).toEqual(['install', 'image', 'digest', 'sizes']);
  const images = job('components')
    .script.join('\n')
    .match(/(?<=--entrypoint bash )\S+/g);
  expect(images).toEqual([IMAGES.node, IMAGES.docker, IMAGES.gcloud, IMAGES.node]);
});

test('images are built by the Docker that steps run in, signed in to the registry', () => {
  expect(job('components').extends).toBe('.build');
  expect(job('.build').services).toEqual([
    { name: expect.stringMatching(/docker:[\d.]+-dind$/) as string, alias: 'docker' },
  ]);
  expect(job('components').script.join('\n')).toContain('--password-stdin https://europe-west4-docker.pkg.dev');
  expect(job('pr-checks').script.join('\n')).not.toContain('--password-stdin');
});

test('steps are told the substitutions of their build', () => {
  const told = (name: string) => job(name).variables.STEP!.match(/(?<=--env )\S+/g);
  const google = ['GOOGLE_APPLICATION_CREDENTIALS', 'CLOUDSDK_AUTH_CREDENTIAL_FILE_OVERRIDE'];
  expect(told('components')).toEqual(['COMMIT_SHA', '_IMAGES', ...google]);
  expect(told('model-cd-dev')).toEqual(['_ENVIRONMENT', '_MODEL', '_MODEL_STATE', ...google]);
  expect(told('terraform-plan-dev')).toEqual(expect.arrayContaining(['BUILD_ID', 'COMMENT_TOKEN']));
});

test('what no variable of GitLab is, is made: the short form of a commit, and an id for each run', () => {
  expect(job('pr-checks').script).toContain('export SHORT_SHA="$(printf %.7s "$CI_COMMIT_SHA")"');
  expect(job('terraform-plan-dev').script).toContain('export BUILD_ID="$(cat /proc/sys/kernel/random/uuid)"');
});

test('comments go to the merge requests of the project', () => {
  const address = '$CI_API_V4_URL/projects/$CI_PROJECT_ID/merge_requests';
  expect(job('terraform-plan-dev').variables).toMatchObject({ _PULL_REQUESTS: address });
});

test.each([
  ['pr-checks', '$CI_PIPELINE_SOURCE == "merge_request_event" && $CI_MERGE_REQUEST_TARGET_BRANCH_NAME =~ /^main$/'],
  ['components', '$CI_PIPELINE_SOURCE == "push" && $CI_COMMIT_BRANCH =~ /^main$/'],
  ['terraform-apply-prod', '$CI_PIPELINE_SOURCE == "push" && $CI_COMMIT_TAG =~ /^v[0-9].*/'],
  ['model-cd-prod', '$MLOPS_TRIGGER == "model-cd-prod"'],
])('%s runs when its trigger says so', (name, condition) => {
  expect(job(name).rules.map((rule) => rule.if)).toEqual([condition]);
});

test('a slash in the expression of a branch does not end it', () => {
  const trigger = changed('pr-checks', { event: { pullRequest: { branch: '^release/.*$' } } });
  expect(fileOf([trigger])['pr-checks']!.rules[0]!.if).toContain('=~ /^release\\/.*$/');
});

test('only files that count start a build of a branch', () => {
  expect(job('components').rules[0]!.changes).toEqual(['pipelines/**', 'package.json']);
});

test('an approval is asked for by a job that a person starts', () => {
  expect(job('terraform-apply-prod').rules[0]).toMatchObject({ when: 'manual', allow_failure: false });
  expect(job('terraform-apply-dev').rules[0]).not.toHaveProperty('when');
});

test('a build that waits for a comment waits for a click, and holds up nobody', () => {
  expect(job('pipeline-e2e').rules[0]).toMatchObject({ when: 'manual', allow_failure: true });
});

test('whatever acts as an account that people approve is in its protected environment', () => {
  const names = ['pipeline-e2e', 'terraform-apply-prod'];
  expect(names.map((name) => job(name).environment)).toEqual(['e2e', 'prod'].map((name) => ({ name })));
  for (const name of ['terraform-apply-dev', 'model-cd-prod']) expect(job(name).environment).toBeUndefined();
});

test('a job says who it is by a token of GitLab, and acts as the account of its trigger', () => {
  const { variables, '.signed-in': google } = file as unknown as Record<string, Record<string, unknown>>;
  const credentials = JSON.parse(variables!.GOOGLE_CREDENTIALS as string) as Record<string, unknown>;
  expect(credentials).toMatchObject({
    type: 'external_account',
    audience: '//iam.googleapis.com/$MLOPS_IDENTITY_PROVIDER',
  });
  expect(google!.id_tokens).toEqual({
    GOOGLE_ID_TOKEN: { aud: 'https://iam.googleapis.com/$MLOPS_IDENTITY_PROVIDER' },
  });
  expect(job('terraform-apply-dev')).toMatchObject({
    extends: '.build',
    variables: { GOOGLE_ACCOUNT: FACTS.accounts.cd.dev },
  });
});

test('a dollar in a value is a dollar', () => {
  const trigger = changed('components', { substitutions: { _IMAGES: 'a$b' } });
  expect(fileOf([trigger])['components']!.variables).toMatchObject({ _IMAGES: 'a$$b' });
});

test("values of a message are the pipeline's: no job has them", () => {
  expect(Object.keys(job('model-cd-prod').variables)).toEqual(['GOOGLE_ACCOUNT', '_ENVIRONMENT', 'STEP']);
});

test.each(['dev', 'prod'])('a schedule looks for a message of %s first, and nothing to do is no failure', (name) => {
  const [build, notice] = [`model-cd-${name}`, `model-cd-${name} message`] as const;
  expect(job(notice).rules[0]!.if).toBe(`$CI_PIPELINE_SOURCE == "schedule" && $MLOPS_TRIGGER == "${build}"`);
  expect(job(notice).artifacts).toMatchObject({ reports: { dotenv: 'message.env' } });
  expect(job(build).needs).toEqual([{ job: notice, optional: true }]);
  expect(job(build).script[0]).toBe('if [ -z "${_MODEL:-}" ]; then echo "no message"; exit 0; fi');
  for (const each of [build, notice])
    expect(job(each).variables).toMatchObject({ GOOGLE_ACCOUNT: FACTS.accounts.promote[name] });
});

test('where each look would need an approval, there is none', () => {
  const approved = fileOf([...TRIGGERS, changed('model-cd-prod', { key: 'told-prod', account: { cd: 'prod' } })]);
  expect(approved).not.toHaveProperty(['told-prod message']);
  expect(approved['told-prod']).toMatchObject({ needs: [], environment: { name: 'prod' } });
});
