import { type JsonObject } from '../../../stacks/level-move/terraform-stack';
import { type Arguments, stackJson } from '../level-move/stacks';
import { assessed, type Files, itemsOf } from './assessed';

const evidenceOf = (id: string, elements: Arguments, files?: Files): readonly string[] =>
  itemsOf(assessed(stackJson(elements), files)).find((item) => item.id === id)!.evidence;

const email = (id: string, project = 'acme-tools') => `${id}@${project}.iam.gserviceaccount.com`;
const mayAct = (as: string, role: string, member: string): JsonObject => ({
  ...{ service_account_id: `projects/acme-tools/serviceAccounts/${as}` },
  ...{ role: `roles/iam.${role}`, member },
});
const POOL = '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/ci';
const federated = (what: string, as = 'ci') =>
  mayAct(email(as), 'workloadIdentityUser', `principalSet:${POOL}/${what}`);
const hosted = mayAct(
  email('ci'),
  'serviceAccountUser',
  'serviceAccount:service-1@gcp-sa-sourcemanager.iam.gserviceaccount.com',
);
const RUNS = {
  project: 'acme-lab',
  role: 'roles/aiplatform.user',
  member: `serviceAccount:${email('runner', 'acme-lab')}`,
};

/** What else counts, without one name of the kit. */
test.each<[string, string, JsonObject]>([
  ['workspace', 'google_colab_runtime_template.Small', {}],
  [
    'workspace',
    'google_project_iam_binding.Scientists',
    { role: 'roles/notebooks.admin', members: ['group:ds@acme.com'] },
  ],
  ['data', 'google_bigquery_dataset.Sales', {}],
  ['serving', 'google_vertex_ai_endpoint_with_model_garden_deployment.Gemma', {}],
  ['serving', 'google_ml_engine_model.Old', {}],
  ['automation', 'google_composer_environment.Airflow', {}],
  ['automation', 'google_colab_schedule.Weekly', { create_pipeline_job_request: [{ pipeline_job: [{}] }] }],
  [
    'automation',
    'google_cloud_scheduler_job.Direct',
    { http_target: [{ uri: 'https://europe-west1-aiplatform.googleapis.com/v1/projects/p/locations/l/pipelineJobs' }] },
  ],
  ['templates', 'google_artifact_registry_repository.Pipelines', { format: 'KFP' }],
  [
    'trigger-new-data',
    'google_eventarc_trigger.Upload',
    { matching_criteria: [{ value: 'google.cloud.storage.object.v1.finalized' }] },
  ],
  [
    'trigger-new-data',
    'google_logging_project_sink.Jobs',
    { destination: 'pubsub.googleapis.com/projects/p/topics/t', filter: 'resource.type="bigquery_dataset"' },
  ],
  [
    'monitoring',
    'google_monitoring_alert_policy.Skew',
    { conditions: [{ condition_matched_log: [{ filter: 'jsonPayload.kind="feature_skew"' }] }] },
  ],
  ['source', 'google_secure_source_manager_repository.Code', {}],
  ['source', 'google_cloudbuild_trigger.Push', { github: [{ owner: 'acme', name: 'code' }] }],
  [
    'source',
    'google_iam_workload_identity_pool_provider.Ci',
    { oidc: [{ issuer_uri: 'https://token.actions.githubusercontent.com' }] },
  ],
  ['ci', 'google_service_account_iam_member.Host', hosted],
  ['ci', 'google_service_account_iam_member.Jobs', federated('attribute.repository/acme/code')],
  ['approval', 'google_service_account_iam_member.Jobs', federated('attribute.environment/production')],
  ['approval', 'google_service_account_iam_member.Jobs', federated('subject/repo:acme/code:environment:production')],
  ['approval', 'google_clouddeploy_target.Production', { require_approval: true }],
  ['promotion', 'google_clouddeploy_delivery_pipeline.Models', {}],
])('%s is found in %s', (id, address, args) => {
  expect(evidenceOf(id, { [address]: args })).toEqual([`main/${address}`]);
});

test.each<[string, string, JsonObject]>([
  [
    'workspace',
    'google_project_iam_member.Robot',
    { role: 'roles/aiplatform.user', member: `serviceAccount:${email('x')}` },
  ],
  ['images', 'google_artifact_registry_repository.Packages', { format: 'PYTHON' }],
  [
    'monitoring',
    'google_monitoring_alert_policy.Slow',
    { conditions: [{ display_name: 'latency of aiplatform.googleapis.com' }] },
  ],
  ['ci', 'google_cloudbuild_trigger.Message', { pubsub_config: [{ topic: 'projects/p/topics/t' }] }],
  [
    'ci',
    'google_service_account_iam_member.Gke',
    mayAct(
      email('ci'),
      'workloadIdentityUser',
      'principal://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p.svc.id.goog/subject/x',
    ),
  ],
  ['approval', 'google_service_account_iam_member.Jobs', federated('attribute.ref/refs/heads/main')],
])('%s is not found in %s', (id, address, args) => {
  expect(evidenceOf(id, { [address]: args })).toEqual([]);
});

test('the data of logs is no data', () => {
  const logs = { 'google_storage_bucket.Logs': { name: 'logs' } };
  const bucket = {
    'google_storage_bucket.Web': { name: 'web', logging: [{ log_bucket: '${google_storage_bucket.Logs.name}' }] },
  };
  expect(evidenceOf('data', { ...logs, ...bucket })).toEqual(['main/google_storage_bucket.Web']);
});

describe('a training when quality falls', () => {
  const conditions = [{ condition_threshold: [{ filter: 'metric.type="custom.googleapis.com/drift"' }] }];
  const channel = (type: string) => ({ 'google_monitoring_notification_channel.Told': { type } });
  const policy = {
    'google_monitoring_alert_policy.Drift': {
      conditions,
      notification_channels: ['${google_monitoring_notification_channel.Told.name}'],
    },
  };

  test('needs an alert that tells a machine', () => {
    expect(evidenceOf('trigger-degradation', { ...policy, ...channel('pubsub') })).toEqual([
      'main/google_monitoring_alert_policy.Drift',
    ]);
    expect(evidenceOf('trigger-degradation', { ...policy, ...channel('email') })).toEqual([]);
  });
});

describe('what a subscription of builds hears', () => {
  const topic = { 'google_pubsub_topic.Models': { name: 'models', project: 'acme-lab' } };
  const runner = { 'google_project_iam_member.Runner': RUNS };
  const says = {
    'google_pubsub_topic_iam_member.Says': { topic: 'models', role: 'roles/pubsub.publisher', member: RUNS.member },
  };
  const pulls = (who: string) => ({
    'google_pubsub_subscription.Pull': { name: 'pull', topic: 'projects/acme-lab/topics/models' },
    'google_pubsub_subscription_iam_member.Pulls': {
      ...{ subscription: '${google_pubsub_subscription.Pull.id}', role: 'roles/pubsub.subscriber' },
      member: `serviceAccount:${email(who)}`,
    },
  });
  const jobs = { 'google_service_account_iam_member.Jobs': federated('attribute.ref/refs/heads/main', 'cd') };
  const all = { ...topic, ...runner, ...says, ...pulls('cd'), ...jobs };

  test('is of new models when pipelines publish there', () => {
    expect(evidenceOf('promotion', all)).toEqual(['main/google_pubsub_subscription.Pull']);
  });

  test('is not when nobody, or no build, is concerned', () => {
    expect(evidenceOf('promotion', { ...all, ...pulls('somebody') })).toEqual([]);
    const silent = Object.fromEntries(Object.entries(all).filter(([address]) => !address.endsWith('.Says')));
    expect(evidenceOf('promotion', silent)).toEqual([]);
  });
});

describe('builds that the host of the repository starts', () => {
  test('are read where its file says so, and not the file itself', () => {
    const files = {
      '.cloudbuild/triggers.yaml': 'triggers:\n- { name: convergence, configFilePath: builds/a.yaml }\n',
      'builds/a.yaml': 'steps: [{ script: pytest }]',
    };
    const host = { 'google_service_account_iam_member.Host': hosted };
    expect(evidenceOf('ci-tests', host, files)).toEqual(['builds/a.yaml']);
    expect(evidenceOf('ci-training', host, files)).toEqual([]);
  });

  test.each(['.github/workflows/ci.yml', '.gitlab-ci.yml'])('are read in %s', (path) => {
    const jobs = { 'google_service_account_iam_member.Jobs': federated('attribute.ref/refs/heads/main') };
    expect(evidenceOf('ci-tests', jobs, { [path]: 'run: pytest' })).toEqual([path]);
    expect(evidenceOf('ci-tests', {}, { [path]: 'run: pytest' })).toEqual([]);
  });
});

test.each<[string, string]>([
  [
    'YAML',
    'components:\n  comp-x:\n    dag:\n      tasks:\n        a:\n          taskInfo:\n            name: StatisticsGen\npipelineInfo:\n  name: tfx\n',
  ],
  [
    'JSON',
    '{"pipelineSpec":{"components":{"comp-x":{}},"root":{"dag":{"tasks":{"a":{"taskInfo":{"name":"StatisticsGen"}}}}}}}',
  ],
])('steps of a compiled pipeline are read in %s', (_, content) => {
  const object = { 'google_storage_bucket_object.Tfx': { name: 'tfx', content } };
  expect(evidenceOf('data-validation', object)).toEqual(['main/google_storage_bucket_object.Tfx: StatisticsGen']);
});
