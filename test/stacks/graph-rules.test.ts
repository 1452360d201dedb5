import { PubSubChannel } from '../../constructs/monitoring/pubsub-channel';
import { ContinuousTraining } from '../../constructs/patterns/continuous-training';
import { ModelRetraining } from '../../constructs/patterns/model-retraining';
import { PipelineRuntime } from '../../constructs/patterns/pipeline-runtime';
import { Template, testApp, testEnvironment, testStack } from '../../testing';
import { foundationOf, runtimeOf, trainingOf } from '../constructs/patterns/level1-platform';
import { Graph } from '../support/graph/graph';
import { earlyForKey } from '../support/graph/keys';
import { earlyForService } from '../support/graph/services';
import { powerlessTriggers } from '../support/graph/triggers';

/** The rules of graph.test.ts find what is wrong: each is broken once. */
const environment = testEnvironment();

type Stack = { resource: Record<string, Record<string, Record<string, unknown>>> };

/** A platform with keys of its own, and a model, as JSON whose addresses lack the hash at their end. */
function platformAndModel(): { platform: Stack; models: Stack } {
  const app = testApp();
  const platform = testStack({ app, id: 'platform' });
  const parts = foundationOf(platform, environment, true);
  trainingOf(platform, parts, runtimeOf(platform, parts));
  const models = testStack({ app, id: 'models' });
  const training = {
    pipeline: 'a',
    template: PipelineRuntime.templateOf(environment, 'a', 'a'),
    inputs: {},
    parameters: {},
    pipelineRoot: PipelineRuntime.rootOf(environment, 'churn'),
    serviceAccount: PipelineRuntime.runnerOf(environment).email,
    labels: {},
    limits: { cooldownMinutes: 0, maxRunsPerDay: 1, maxConcurrentRuns: 1 },
  };
  new ModelRetraining(models, 'Retraining', {
    environment,
    model: 'churn',
    plan: { version: 1, model: 'churn', pipelines: { training } },
    schedules: { training: { cron: '0 4 * * 1', timeZone: 'Etc/UTC' } },
  });
  const { project } = environment;
  new PubSubChannel(models, 'Channel', { project, topic: ContinuousTraining.topicOf(environment), displayName: 'x' });
  const text = JSON.stringify(Template.fromApp(app).normalized()).replaceAll(/_[0-9A-F]{8}\b/g, '');
  return JSON.parse(text) as { platform: Stack; models: Stack };
}

const SOUND = JSON.stringify(platformAndModel());

/** What the rules say when one resource is changed, or taken away by `undefined`. */
function said(
  address: string,
  change: (resource: Record<string, unknown>) => Record<string, unknown> | undefined,
): string[] {
  const stacks = JSON.parse(SOUND) as { platform: Stack; models: Stack };
  const [type, id] = address.split('.') as [string, string];
  const { resource } = stacks.platform;
  const changed = change(resource[type]![id]!);
  if (changed) resource[type]![id] = changed;
  else delete resource[type]![id];
  return violations(stacks);
}

function violations(stacks: Partial<ReturnType<typeof platformAndModel>>): string[] {
  const graphs = Object.entries(stacks).map(([name, json]) => new Graph(name, Template.fromJson(json)));
  return [...graphs.flatMap(earlyForService), ...graphs.flatMap(earlyForKey), ...powerlessTriggers(graphs)];
}

const gone = () => undefined;
const without = (argument: string) => (resource: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(resource).filter(([key]) => key !== argument));
const withoutWait = (name: string) => (resource: Record<string, unknown>) => ({
  ...resource,
  depends_on: (resource.depends_on as string[]).filter((each) => !each.includes(name)),
});

const QUEUE = 'ContinuousTraining_Queue';
const PUSH = `google_pubsub_subscription.${QUEUE}_Subscription`;
const TOPIC_GRANT = `google_pubsub_topic_iam_member.${QUEUE}`;

test('a sound platform has nothing to complain of', () => {
  expect(violations(JSON.parse(SOUND) as ReturnType<typeof platformAndModel>)).toEqual([]);
});

test.each([
  [
    'an API that is not waited for',
    `google_monitoring_alert_policy.${QUEUE}_Alert`,
    without('depends_on'),
    /Queue_Alert does not wait for monitoring\.googleapis\.com/,
  ],
  [
    'an API that is not enabled',
    'google_project_service.Foundation_Services_pubsub',
    gone,
    /Queue_Topic does not wait for pubsub\.googleapis\.com/,
  ],
  [
    'an agent that is not made',
    'google_project_service_identity.Foundation_Services_run_Agent',
    gone,
    /Invoke-queue does not wait for run\.googleapis\.com/,
  ],
  [
    'an agent without its role',
    'google_project_iam_member.Foundation_Services_pubsub_AgentRole',
    gone,
    /Queue_Topic does not wait for pubsub\.googleapis\.com/,
  ],
  [
    'a key whose grants are not waited for',
    `google_pubsub_topic.${QUEUE}_Topic`,
    withoutWait('pubsub-Ready'),
    /Queue_Topic does not wait for the grants on google_kms_crypto_key\.\S+_pubsub/,
  ],
  [
    'a key without any grant',
    'google_kms_crypto_key_iam_member.Foundation_Keys_Ring_pubsub-agent',
    gone,
    /Queue_Topic does not wait for the grants/,
  ],
  [
    'a wait for only some of the grants',
    'time_sleep.Foundation_Keys_Ring_functions-Ready',
    withoutWait('functions-eventarc'),
    /Retrain_Function does not wait for the grants/,
  ],
  [
    'a call that is not allowed',
    'google_cloud_run_service_iam_member.ContinuousTraining_Retrain_Function_Invoke-queue',
    gone,
    /Queue_Subscription does not wait for the right to call/,
  ],
  [
    'a call before it is allowed',
    PUSH,
    withoutWait('Invoke-queue'),
    /Queue_Subscription does not wait for the right to call/,
  ],
  [
    'a call by somebody else',
    PUSH,
    (resource: Record<string, unknown>) => ({
      ...resource,
      push_config: { ...(resource.push_config as object), oidc_token: { service_account_email: 'x' } },
    }),
    /Queue_Subscription does not wait for the right to call/,
  ],
  ['no dead letters', PUSH, without('dead_letter_policy'), /Queue_Subscription has no dead letters/],
  [
    'dead letters that nobody keeps',
    `google_pubsub_subscription.${QUEUE}_Undelivered_Subscription`,
    gone,
    /puts dead letters where nobody keeps them/,
  ],
  [
    'dead letters that Pub/Sub may not take',
    `google_pubsub_subscription_iam_member.${QUEUE}_Subscription_Subscribe-dead-letters`,
    gone,
    /Pub\/Sub may not take messages from/,
  ],
  [
    'dead letters that Pub/Sub may not put',
    `${TOPIC_GRANT}_Undelivered_Topic_Publish-agent`,
    gone,
    /Pub\/Sub may not publish dead letters/,
  ],
  [
    'a notice that may not be published',
    `${TOPIC_GRANT}_Topic_Publish-cloud-storage`,
    gone,
    /NewObjects does not wait for the right to publish/,
  ],
  [
    'a notice before it may be published',
    'google_storage_notification.ContinuousTraining_NewObjects',
    withoutWait('NewObjects_Ready'),
    /NewObjects does not wait for the right to publish/,
  ],
  [
    'a sink that may not publish',
    `${TOPIC_GRANT}_Topic_Publish-logging`,
    gone,
    /Logging may not publish to the topic of/,
  ],
  [
    'a build before it may fetch',
    'time_sleep.ContinuousTraining_Retrain_Build_Ready',
    withoutWait('Build_Sources'),
    /Retrain_Function does not wait until its build may fetch the source/,
  ],
  [
    'a build that may not push',
    'google_artifact_registry_repository_iam_member.ContinuousTraining_Retrain_Build_Images_ReadWrite-build',
    gone,
    /its build may push the image/,
  ],
  [
    'a clock that may not publish',
    'google_project_iam_member.Foundation_Services_cloudscheduler_AgentRole',
    gone,
    /Cloud Scheduler may not publish for/,
  ],
  [
    'an alert that may not publish',
    `${TOPIC_GRANT}_Topic_Publish-alerts`,
    gone,
    /Cloud Monitoring may not publish for/,
  ],
] as const)('%s is found', (_, address, change, complaint) => {
  expect(said(address, change)).toContainEqual(expect.stringMatching(complaint));
});

test('a clock and an alert without a topic are found', () => {
  const { models } = JSON.parse(SOUND) as ReturnType<typeof platformAndModel>;
  expect(violations({ models })).toEqual([
    expect.stringMatching(/Schedule-training publishes to projects\/acme-churn-dev\/topics\/churn-dev-runs, which no/),
    expect.stringMatching(/Channel publishes to projects\/acme-churn-dev\/topics\/churn-dev-runs, which no/),
  ]);
});

test('what waits for itself is found', () => {
  const circle = { a: { a: { b: '${b.b.id}' } }, b: { b: { depends_on: ['a.a'] } } };
  const graph = new Graph('circle', Template.fromJson({ resource: circle }));
  expect(graph.waitsFor('a.a')).toContain('a.a');
});
