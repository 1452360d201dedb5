import { type TerraformStack } from 'cdktf';
import { PipelineRuntime, type PipelineRuntimeProps } from '../../../constructs/patterns/pipeline-runtime';
import { Template, testEnvironment, testStack } from '../../../testing';
import { foundationOf, runtimeOf, templateOf } from './level1-platform';

let stack: TerraformStack;

beforeEach(() => {
  stack = testStack();
});

const given = (props: Partial<PipelineRuntimeProps> = {}, environment = testEnvironment(), cmek = false) =>
  runtimeOf(stack, foundationOf(stack, environment, cmek), props);
const template = () => templateOf(stack);
const resource = (address: string) => template().resource(address).properties;

const RUNNER = '${google_service_account.PipelineRuntime_Runner.member}';
const ROLE_TARGETS = ['project', 'bucket', 'dataset_id', 'repository', 'service_account_id', 'topic'] as const;
/** Every role of the runner, and on what: project, or the address of the resource. */
const rolesOfRunner = () =>
  template()
    .addresses()
    .filter((address) => /_iam_member\./.test(address))
    .map((address) => resource(address))
    .filter(({ member }) => member === RUNNER)
    .map((grant) => {
      const target = ROLE_TARGETS.slice(1).find((argument) => grant[argument] !== undefined) ?? 'project';
      return `${String(grant.role)} on ${String(grant[target]).replace(/^\$\{(.*)\.\w+\}$/, '$1')}`;
    })
    .sort();

test('the runner has exactly the roles that steps need, on the resource wherever Google has such access', () => {
  given();
  expect(rolesOfRunner()).toEqual([
    'roles/aiplatform.user on acme-churn-dev',
    'roles/artifactregistry.reader on google_artifact_registry_repository.ArtifactStore_Images',
    'roles/artifactregistry.reader on google_artifact_registry_repository.ArtifactStore_Packages',
    'roles/bigquery.dataEditor on google_bigquery_dataset.DataStores_Features',
    'roles/bigquery.dataViewer on google_bigquery_dataset.DataStores_Raw',
    'roles/bigquery.jobUser on acme-churn-dev',
    'roles/iam.serviceAccountUser on google_service_account.Foundation_Training',
    'roles/logging.logWriter on acme-churn-dev',
    'roles/monitoring.viewer on acme-churn-dev',
    'roles/pubsub.publisher on google_pubsub_topic.PipelineRuntime_ModelTopic',
    'roles/storage.legacyBucketReader on google_storage_bucket.PipelineRuntime_Bucket',
    'roles/storage.objectUser on google_storage_bucket.DataStores_Models',
    'roles/storage.objectUser on google_storage_bucket.PipelineRuntime_Bucket',
    'roles/storage.objectViewer on google_storage_bucket.DataStores_Data',
  ]);
});

test('what runs made goes after a while, and nothing else in the bucket does', () => {
  given({ keepRunsDays: 30 });
  expect(resource('google_storage_bucket.PipelineRuntime_Bucket').lifecycle_rule).toEqual([
    { action: { type: 'Delete' }, condition: { days_since_noncurrent_time: 90, with_state: 'ARCHIVED' } },
    { action: { type: 'Delete' }, condition: { age: 30, matches_prefix: ['runs/'], with_state: 'ANY' } },
  ]);
});

test('the bucket is protected, in the region, and logs access', () => {
  given();
  expect(resource('google_storage_bucket.PipelineRuntime_Bucket')).toMatchObject({
    name: 'acme-churn-dev-churn-dev-pipelines',
    location: 'europe-west4',
    lifecycle: { prevent_destroy: true },
    logging: { log_bucket: '${google_storage_bucket.Foundation_AccessLogs.name}' },
  });
});

test('a key of one’s own encrypts it, once Cloud Storage may use the key', () => {
  given({}, testEnvironment(), true);
  const template = Template.fromStack(stack);
  const bucket = template.hasResource('google_storage_bucket', { name: 'acme-churn-dev-churn-dev-pipelines' });
  expect(JSON.stringify(bucket.properties.encryption)).toContain('Keys_Ring_storage');
  expect(template.reachableFrom(bucket.address).join()).toMatch(/google_kms_crypto_key_iam_member\.\w+_storage-agent/);
});

describe('the topic that says which model was registered', () => {
  const TOPIC = 'google_pubsub_topic.PipelineRuntime_ModelTopic';

  test('is protected where it matters, keeps messages in the region, and is known to other stacks by its name', () => {
    given();
    const { name, project, ...rest } = resource(TOPIC);
    expect(PipelineRuntime.modelTopicOf(testEnvironment()).topicId).toBe(
      `projects/${String(project)}/topics/${String(name)}`,
    );
    expect(rest).toMatchObject({
      lifecycle: { prevent_destroy: true },
      message_storage_policy: { allowed_persistence_regions: ['europe-west4'] },
    });
    expect(rest).not.toHaveProperty('kms_key_name');
    stack = testStack();
    given({}, testEnvironment({ protect: false }));
    expect(resource(TOPIC)).not.toHaveProperty('lifecycle');
  });

  test('is told by the runner, and by nobody else', () => {
    given();
    const grants = template().resources('google_pubsub_topic_iam_member');
    expect(grants.map(({ properties: { topic, role, member } }) => [topic, role, member])).toEqual([
      [`\${${TOPIC}.id}`, 'roles/pubsub.publisher', RUNNER],
    ]);
  });

  test('is encrypted by a key of one’s own, once Pub/Sub may use it', () => {
    given({}, testEnvironment(), true);
    const template = Template.fromStack(stack);
    const topic = template.hasResource('google_pubsub_topic', { name: 'churn-dev-models' });
    expect(topic.properties.kms_key_name).toContain('Keys_Ring_pubsub');
    expect(template.reachableFrom(topic.address).join()).toMatch(/google_kms_crypto_key_iam_member\.\w+_pubsub-agent/);
  });
});

test('a compiled pipeline is an object named by its hash, which stays when another takes its place', () => {
  given();
  const { uri, digest } = PipelineRuntime.templateOf(testEnvironment(), 'tabular-training', 'pipelineInfo: {}\n');
  const name = `templates/tabular-training/${digest.replace('sha256:', '')}.yaml`;
  expect(uri).toBe(`gs://acme-churn-dev-churn-dev-pipelines/${name}`);
  expect(resource('google_storage_bucket_object.PipelineRuntime_Template-tabular-training')).toMatchObject({
    name,
    source: 'assets/pipelines/tabular-training.yaml',
    deletion_policy: 'ABANDON',
    lifecycle: { create_before_destroy: true },
  });
});

test('a pipeline that changes moves no address', () => {
  given();
  const before = template().addresses();
  stack = testStack();
  given({ templates: { 'tabular-training': 'pipelineInfo: {}\nroot: {}\n' } });
  expect(template().addresses()).toEqual(before);
});

test('readers look at what runs made, and nobody else does', () => {
  given({ readers: ['group:ds@acme.com', 'group:ds@acme.com'] });
  const readers = template()
    .resources('google_storage_bucket_iam_member')
    .filter(({ properties: { bucket, member } }) => String(bucket).includes('PipelineRuntime') && member !== RUNNER);
  expect(readers.map(({ properties: { role, member } }) => [role, member])).toEqual([
    ['roles/storage.objectViewer', 'group:ds@acme.com'],
  ]);
});

describe('in a private environment', () => {
  const environment = testEnvironment({ private: true });

  test('pipelines get into the network by an attachment, which other stacks know by its name', () => {
    const runtime = given({}, environment);
    expect(runtime.networkAttachment).toBeDefined();
    const { name, region, project } = resource('google_compute_network_attachment.PipelineRuntime_Network_Attachment');
    expect(PipelineRuntime.networkAttachmentOf(environment)).toBe(
      `projects/${String(project)}/regions/${String(region)}/networkAttachments/${String(name)}`,
    );
  });

  test('Vertex AI’s agent may let its projects in, and do nothing else to the network', () => {
    given({}, environment);
    expect(resource('google_project_iam_custom_role.PipelineRuntime_Network_Role').permissions).toEqual([
      'compute.networkAttachments.get',
      'compute.networkAttachments.update',
      'compute.regionOperations.get',
    ]);
    expect(resource('google_project_iam_member.PipelineRuntime_Network_Role_Grant-vertex-ai').member).toMatch(
      /time_sleep\.Foundation_Services_aiplatform_Ready/,
    );
  });
});

test('there is no attachment unless the environment is private', () => {
  expect(given().networkAttachment).toBeUndefined();
  expect(PipelineRuntime.networkAttachmentOf(testEnvironment())).toBeUndefined();
  expect(template().resources('google_compute_network_attachment')).toEqual([]);
});

test('other stacks know bucket, runner and where runs write by their names', () => {
  given();
  const environment = testEnvironment();
  const { bucketName } = PipelineRuntime.bucketOf(environment);
  expect(resource('google_storage_bucket.PipelineRuntime_Bucket').name).toBe(bucketName);
  const { account_id, project } = resource('google_service_account.PipelineRuntime_Runner');
  expect(PipelineRuntime.runnerOf(environment).email).toBe(
    `${String(account_id)}@${String(project)}.iam.gserviceaccount.com`,
  );
  expect(PipelineRuntime.rootOf(environment, 'churn')).toBe(`gs://${bucketName}/runs/churn`);
});

test('all of it belongs to the capability', () => {
  given();
  const all = Template.fromStack(stack);
  const own = all.addresses().filter((address) => address.includes('.PipelineRuntime_'));
  expect(all.byCapability('pipeline-runtime').map(({ address }) => address)).toEqual(own);
});
