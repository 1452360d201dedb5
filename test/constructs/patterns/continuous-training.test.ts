import { type TerraformStack } from 'cdktf';
import { ContinuousTraining, type ContinuousTrainingProps } from '../../../constructs/patterns/continuous-training';
import { DELIVERY } from '../../../runs/delivery';
import { type Routes } from '../../../runs/routes';
import { functionSettings } from '../../../runs/settings';
import { Template, testEnvironment, testStack } from '../../../testing';
import { foundationOf, runtimeOf, templateOf, trainingOf } from './level1-platform';

let stack: TerraformStack;

beforeEach(() => {
  stack = testStack();
});

function given(props: Partial<ContinuousTrainingProps> = {}, environment = testEnvironment(), cmek = false) {
  const platform = foundationOf(stack, environment, cmek);
  return trainingOf(stack, platform, runtimeOf(stack, platform), props);
}
const template = () => templateOf(stack);
const resource = (address: string) => template().resource(address).properties;

const FUNCTION = 'google_cloudfunctions2_function.ContinuousTraining_Retrain_Function';
const ACCOUNT = '${google_service_account.ContinuousTraining_Retrain_Runs_Account.member}';
const NO_DATA: Routes = { version: 1, objects: [], tables: [] };

/** Who may publish to a topic. */
const publishersOf = (id: string) =>
  template()
    .resources('google_pubsub_topic_iam_member')
    .filter(({ properties }) => properties.topic === `\${google_pubsub_topic.${id}.id}`)
    .map(({ properties }) => String(properties.member).replace(/^(serviceAccount:)?\$\{(.*)\}$/, '$2'))
    .sort();

test('requests are published by Cloud Monitoring, Logging, Cloud Storage and whoever is named', () => {
  given();
  expect(publishersOf('ContinuousTraining_Queue_Topic')).toEqual([
    'data.google_logging_project_settings.ContinuousTraining_TableUpdates_Settings.logging_service_account_id',
    'data.google_storage_project_service_account.ContinuousTraining_NewObjects_Agent.email_address',
    'group:ds@acme.com',
    'time_sleep.Foundation_Services_monitoring_Ready.triggers["agent"]',
  ]);
});

test('Cloud Scheduler publishes by the role of its agent', () => {
  given();
  expect(resource('google_project_iam_member.Foundation_Services_cloudscheduler_AgentRole').role).toBe(
    'roles/cloudscheduler.serviceAgent',
  );
});

test('each request is a call of the function, and the queue alone may call it', () => {
  given();
  expect(resource('google_pubsub_subscription.ContinuousTraining_Queue_Subscription')).toMatchObject({
    topic: '${google_pubsub_topic.ContinuousTraining_Queue_Topic.id}',
    push_config: { push_endpoint: `\${${FUNCTION}.service_config[0].uri}` },
  });
  const invokers = template().resources('google_cloud_run_service_iam_member');
  expect(invokers.map(({ properties }) => properties.member)).toEqual([
    '${google_service_account.ContinuousTraining_Queue_Caller.member}',
  ]);
});

test('the account that calls has no other right', () => {
  given();
  const grants = template()
    .addresses()
    .filter((address) => address.includes('_iam_member.'))
    .filter((address) => JSON.stringify(resource(address)).includes('ContinuousTraining_Queue_Caller.'));
  expect(grants).toEqual(['google_cloud_run_service_iam_member.ContinuousTraining_Retrain_Function_Invoke-queue']);
});

test('retries and times are those that the function was made for', () => {
  given();
  expect(resource('google_pubsub_subscription.ContinuousTraining_Queue_Subscription')).toMatchObject({
    ack_deadline_seconds: DELIVERY.ackDeadlineSeconds,
    retry_policy: { minimum_backoff: DELIVERY.minimumBackoff, maximum_backoff: DELIVERY.maximumBackoff },
    dead_letter_policy: { max_delivery_attempts: DELIVERY.maxDeliveryAttempts },
  });
  expect(resource(FUNCTION)).toMatchObject({
    service_config: { timeout_seconds: DELIVERY.functionTimeoutSeconds },
  });
});

test('what cannot be acted on waits in the dead letters, brought by Pub/Sub and by the function', () => {
  given();
  expect(publishersOf('ContinuousTraining_Queue_Undelivered_Topic')).toEqual([
    'google_service_account.ContinuousTraining_Retrain_Runs_Account.member',
    'time_sleep.Foundation_Services_pubsub_Ready.triggers["agent"]',
  ]);
});

test('there is an alert when a dead letter waits, and when requests do', () => {
  given();
  const { conditions, notification_channels } = resource(
    'google_monitoring_alert_policy.ContinuousTraining_Queue_Alert',
  ) as unknown as { conditions: { condition_threshold: object }[]; notification_channels?: string[] };
  const filter = (name: string, subscription: string): unknown =>
    expect.stringMatching(new RegExp(`${name}".*subscription_id="${subscription}"`));
  expect(conditions.map(({ condition_threshold }) => condition_threshold)).toMatchObject([
    { filter: filter('num_undelivered_messages', 'churn-dev-undelivered'), threshold_value: 0 },
    { filter: filter('oldest_unacked_message_age', 'churn-dev-runs'), threshold_value: 1800 },
  ]);
  expect(notification_channels).toBeUndefined();
  for (const subscription of ['Subscription', 'Undelivered_Subscription'])
    expect(['churn-dev-undelivered', 'churn-dev-runs']).toContain(
      resource(`google_pubsub_subscription.ContinuousTraining_Queue_${subscription}`).name,
    );
});

test('who hears of it is up to the user', () => {
  given({ notify: [{ channelName: 'projects/p/notificationChannels/1' }] });
  expect(resource('google_monitoring_alert_policy.ContinuousTraining_Queue_Alert').notification_channels).toEqual([
    'projects/p/notificationChannels/1',
  ]);
});

describe('the function', () => {
  test('starts pipelines and looks at them; it can neither stop, change nor delete anything', () => {
    given();
    expect(resource('google_project_iam_custom_role.ContinuousTraining_Retrain_Runs_Role').permissions).toEqual([
      'aiplatform.contexts.addContextChildren',
      'aiplatform.contexts.create',
      'aiplatform.pipelineJobs.create',
      'aiplatform.pipelineJobs.get',
      'aiplatform.pipelineJobs.list',
    ]);
  });

  test('has exactly the roles that its calls need', () => {
    given();
    const grants = template()
      .addresses()
      .filter((address) => address.includes('_iam_member.') && resource(address).member === ACCOUNT)
      .map((address) => `${String(resource(address).role)} ${address}`);
    expect(grants.sort()).toEqual([
      '${google_project_iam_custom_role.ContinuousTraining_Retrain_Runs_Role.name} google_project_iam_member.ContinuousTraining_Retrain_Runs_Role_Grant-function',
      'roles/iam.serviceAccountUser google_service_account_iam_member.PipelineRuntime_Runner_Use-retrain',
      'roles/logging.logWriter google_project_iam_member.ContinuousTraining_Retrain_Runs_Account_Project_logginglogWriter',
      'roles/pubsub.publisher google_pubsub_topic_iam_member.ContinuousTraining_Queue_Undelivered_Topic_Publish-retrain',
      'roles/storage.objectViewer google_storage_bucket_iam_member.PipelineRuntime_Bucket_Read-retrain',
    ]);
  });

  test('is told what it reads at its start', () => {
    given();
    const { environment_variables } = resource(FUNCTION).service_config as {
      environment_variables: Record<string, string>;
    };
    const deployed = {
      ...environment_variables,
      MLOPS_PIPELINES_BUCKET: 'acme-churn-dev-churn-dev-pipelines',
      MLOPS_UNDELIVERED_TOPIC: 'projects/acme-churn-dev/topics/churn-dev-undelivered',
    };
    expect(functionSettings(deployed)).toEqual({
      project: 'acme-churn-dev',
      region: 'europe-west4',
      prefix: 'churn-dev',
      pipelinesBucket: deployed.MLOPS_PIPELINES_BUCKET,
      undeliveredTopic: deployed.MLOPS_UNDELIVERED_TOPIC,
    });
    expect(environment_variables).toMatchObject({
      MLOPS_PIPELINES_BUCKET: '${google_storage_bucket.PipelineRuntime_Bucket.name}',
      MLOPS_UNDELIVERED_TOPIC: '${google_pubsub_topic.ContinuousTraining_Queue_Undelivered_Topic.id}',
    });
  });

  test('is built from a zip that lies in the pipelines’ bucket by its hash', () => {
    given();
    expect(resource('google_storage_bucket_object.ContinuousTraining_Retrain_Source')).toMatchObject({
      name: 'functions/retrain/039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81.zip',
      source: 'assets/retrain.zip',
    });
  });

  test('reaches Google through the network where one is given', () => {
    const environment = testEnvironment({ private: true });
    const platform = foundationOf(stack, environment);
    const egress = { network: platform.foundation.network, range: '10.8.0.0/28' };
    trainingOf(stack, platform, runtimeOf(stack, platform), { egress });
    expect(resource(FUNCTION)).toMatchObject({
      service_config: { vpc_connector: '${google_vpc_access_connector.ContinuousTraining_Egress.id}' },
    });
  });
});

describe('new data', () => {
  test('is noticed below incoming/ of the data bucket, in the tables that models wait for', () => {
    given();
    expect(resource('google_storage_notification.ContinuousTraining_NewObjects')).toMatchObject({
      bucket: '${google_storage_bucket.DataStores_Data.name}',
      object_name_prefix: 'incoming/',
    });
    expect(resource('google_logging_project_sink.ContinuousTraining_TableUpdates').filter).toContain(
      'projects/acme-churn-dev/datasets/churn_dev_raw/tables/orders',
    );
  });

  test('is not noticed where nobody waits for it', () => {
    given({ routes: NO_DATA });
    expect(template().resources('google_storage_notification')).toEqual([]);
    expect(
      template()
        .resources('google_logging_project_sink')
        .map(({ address }) => address),
    ).toEqual(['google_logging_project_sink.Foundation_AuditLogs_Sink']);
  });

  test('concerns models by a document that the function reads', () => {
    given({ routes: NO_DATA });
    const { name, content } = resource('google_storage_bucket_object.ContinuousTraining_Routes');
    expect(name).toBe('routes.json');
    expect(JSON.parse(content as string)).toEqual(NO_DATA);
  });

  test('elsewhere than below incoming/ would never be noticed, so it is refused', () => {
    const objects = [{ bucket: 'acme-data', prefix: 'orders/', models: ['churn'] }];
    expect(() => given({ routes: { ...NO_DATA, objects } })).toThrow(
      'stack/ContinuousTraining: new objects below "orders/" are not noticed: only those below "incoming/" are',
    );
  });
});

test('keys of one’s own encrypt messages and the function, each once its agents may use them', () => {
  given({}, testEnvironment(), true);
  const all = Template.fromStack(stack);
  for (const [type, key] of [
    ['google_pubsub_topic', 'pubsub'],
    ['google_cloudfunctions2_function', 'functions'],
  ] as const)
    for (const { address, properties } of all.resources(type)) {
      expect(properties.kms_key_name).toMatch(new RegExp(`Keys_Ring_${key}_`));
      expect(all.reachableFrom(address).join()).toMatch(new RegExp(`google_kms_crypto_key_iam_member\\.\\w+_${key}-`));
    }
});

test('function and image have one key: Google refuses two', () => {
  given({}, testEnvironment(), true);
  const { kms_key_name } = resource(FUNCTION);
  expect(resource('google_artifact_registry_repository.ContinuousTraining_Retrain_Build_Images').kms_key_name).toBe(
    kms_key_name,
  );
});

test('messages and the queue are protected, and nothing is in an ephemeral environment', () => {
  const lifecycles = () =>
    ['google_pubsub_topic', 'google_pubsub_subscription']
      .flatMap((type) => template().resources(type))
      .map(({ properties }) => properties.lifecycle);
  given();
  expect(lifecycles()).toEqual(Array(5).fill({ prevent_destroy: true }));
  stack = testStack();
  given({}, testEnvironment({ protect: false }));
  expect(lifecycles()).toEqual(Array(5).fill(undefined));
});

test('other stacks know the topic by its name', () => {
  given();
  const { project, name } = resource('google_pubsub_topic.ContinuousTraining_Queue_Topic');
  expect(ContinuousTraining.topicOf(testEnvironment()).topicId).toBe(
    `projects/${String(project)}/topics/${String(name)}`,
  );
});

test('all of it belongs to the capability', () => {
  given();
  const all = Template.fromStack(stack);
  const own = all.addresses().filter((address) => address.includes('.ContinuousTraining_'));
  expect(all.byCapability('continuous-training').map(({ address }) => address)).toEqual(own);
});
