import {
  BuildTrigger,
  type BuildTriggerProps,
  type RepositoryEvent,
} from '../../../constructs/cloudbuild/build-trigger';
import { ConnectedRepository } from '../../../constructs/cloudbuild/connected-repository';
import { ServiceAccount } from '../../../constructs/iam/service-account';
import { Topic } from '../../../constructs/pubsub/topic';
import { testStack } from '../../../testing';
import { readableTemplate } from '../../support/readable';

const REPOSITORY = 'projects/acme-churn-cicd/locations/europe-west4/connections/source/repositories/code';
const repository = (host: 'github' | 'gitlab' | 'bitbucket' = 'github') =>
  ConnectedRepository.fromRepositoryName(REPOSITORY, host);
const push = { push: { branch: '^main$' } };
const onRepository = (on: RepositoryEvent, host?: 'github' | 'gitlab' | 'bitbucket') => ({
  repository: repository(host),
  on,
  file: 'cloudbuild/build.yaml',
});
const onMessage = (host?: 'github' | 'gitlab' | 'bitbucket', topicId = 'projects/acme-churn-dev/topics/models') => ({
  topic: { topicId },
  repository: repository(host),
  ref: 'refs/heads/main',
  file: 'cloudbuild/build.yaml',
});

function trigger(props: Partial<BuildTriggerProps> = {}, stack = testStack()) {
  new BuildTrigger(stack, 'T', {
    triggerName: 'build',
    project: 'acme-churn-cicd',
    location: 'europe-west4',
    description: 'Builds',
    account: ServiceAccount.fromEmail('ci@acme-churn-cicd.iam.gserviceaccount.com'),
    start: onRepository(push),
    ...props,
  });
  return readableTemplate(stack).resource('google_cloudbuild_trigger.T').properties;
}

test('builds a push as the account it is given, in full', () => {
  expect(trigger()).toEqual({
    name: 'build',
    project: 'acme-churn-cicd',
    location: 'europe-west4',
    description: 'Builds',
    service_account: 'projects/acme-churn-cicd/serviceAccounts/ci@acme-churn-cicd.iam.gserviceaccount.com',
    filename: 'cloudbuild/build.yaml',
    repository_event_config: { repository: REPOSITORY, push: { branch: '^main$' } },
    include_build_logs: 'INCLUDE_BUILD_LOGS_WITH_STATUS',
    approval_config: { approval_required: false },
  });
});

test('waits for an approval when it is told to', () => {
  expect(trigger({ approval: true })).toMatchObject({ approval_config: { approval_required: true } });
});

test('builds tags', () => {
  expect(trigger({ start: onRepository({ push: { tag: '^v.*' } }) })).toMatchObject({
    repository_event_config: { push: { tag: '^v.*' } },
  });
});

test.each([
  [undefined, 'COMMENTS_ENABLED_FOR_EXTERNAL_CONTRIBUTORS_ONLY'],
  [true, 'COMMENTS_ENABLED'],
])('code of people from outside waits for a comment, all with waitsForComment %s', (waitsForComment, control) => {
  const pullRequest = { branch: '^main$', waitsForComment };
  expect(trigger({ start: onRepository({ pullRequest }) })).toMatchObject({
    repository_event_config: { pull_request: { branch: '^main$', comment_control: control } },
  });
});

test.each(['gitlab', 'bitbucket'] as const)('writes no log back to %s, as only GitHub takes one', (host) => {
  expect(trigger({ start: onRepository(push, host) })).not.toHaveProperty('include_build_logs');
});

test('looks at changed files of branches', () => {
  expect(trigger({ includedFiles: ['a/**'], ignoredFiles: ['**/*.md'] })).toMatchObject({
    included_files: ['a/**'],
    ignored_files: ['**/*.md'],
  });
});

test('with a message it builds a branch of a connected repository', () => {
  const start = { ...onMessage(), filter: '_STATE == "SUCCEEDED"' };
  expect(trigger({ start, substitutions: { _STATE: '$(body.message.attributes.state)' } })).toMatchObject({
    pubsub_config: { topic: 'projects/acme-churn-dev/topics/models' },
    filter: '_STATE == "SUCCEEDED"',
    git_file_source: {
      path: 'cloudbuild/build.yaml',
      repository: REPOSITORY,
      revision: 'refs/heads/main',
      repo_type: 'GITHUB',
    },
    source_to_build: { repository: REPOSITORY, ref: 'refs/heads/main', repo_type: 'GITHUB' },
    substitutions: { _STATE: '$(body.message.attributes.state)' },
  });
});

test('names no account for the push of messages, which the provider would never find again', () => {
  expect(trigger({ start: onMessage() }).pubsub_config).toEqual({ topic: 'projects/acme-churn-dev/topics/models' });
});

test.each(['gitlab', 'bitbucket'] as const)(
  'is not changed for the type of a %s repository, which Google leaves out',
  (host) => {
    expect(trigger({ start: onMessage(host) })).toMatchObject({
      git_file_source: { repo_type: 'UNKNOWN' },
      lifecycle: { ignore_changes: ['git_file_source[0].repo_type', 'source_to_build[0].repo_type'] },
    });
  },
);

test('takes a topic that is known at deployment only, and waits for what it is told to', () => {
  const stack = testStack();
  const topic = new Topic(stack, 'Topic', { topicName: 'models', project: 'p-1', region: 'europe-west4' });
  const other = topic.grantPublish('other', 'group:a@acme.com');
  expect(trigger({ start: { ...onMessage(), topic }, createAfter: [other] }, stack)).toMatchObject({
    pubsub_config: { topic: '${google_pubsub_topic.Topic.id}' },
    depends_on: ['google_pubsub_topic_iam_member.Topic_Publish-other'],
  });
});

test.each<[string, Partial<BuildTriggerProps>]>([
  ['buildTrigger name "My_Build" is not valid', { triggerName: 'My_Build' }],
  ['location "global": connected repositories and private pools are regional, name a region', { location: 'global' }],
  ['location "europe-west1" is not where its repository is connected: "europe-west4"', { location: 'europe-west1' }],
  ['substitutions REGION, _low: "_" and upper-case letters', { substitutions: { REGION: 'a', _low: 'b', _OK: 'c' } }],
  [
    'includedFiles and ignoredFiles have no effect on tags and messages',
    { start: onRepository({ push: { tag: '.*' } }), includedFiles: ['a'] },
  ],
  ['includedFiles and ignoredFiles have no effect on tags and messages', { start: onMessage(), ignoredFiles: ['a'] }],
  ['topic "models" is not of the form projects/PROJECT/topics/NAME', { start: onMessage('github', 'models') }],
  ['ref "main" is not of the form refs/heads/NAME or refs/tags/NAME', { start: { ...onMessage(), ref: 'main' } }],
])('%s is refused', (problem, props) => {
  expect(() => trigger(props)).toThrow(`stack/T: ${problem}`);
});
