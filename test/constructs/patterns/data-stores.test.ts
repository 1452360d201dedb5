import { type TerraformStack } from 'cdktf';
import { type Environment } from '../../../constructs/core/environment';
import { DataStores, type DataStoresProps } from '../../../constructs/patterns/data-stores';
import { Bucket } from '../../../constructs/storage/bucket';
import { Template, testEnvironment, testStack } from '../../../testing';
import { KEY } from '../../support/encryption';

const WRITERS = ['group:ds@acme.com', 'group:mle@acme.com'];
const TRAINING = 'serviceAccount:training@acme-churn-dev.iam.gserviceaccount.com';

let stack: TerraformStack;

beforeEach(() => {
  stack = testStack();
});

const given = (props: Partial<DataStoresProps> = {}, environment: Environment = testEnvironment()) =>
  new DataStores(stack, 'DataStores', {
    environment,
    writers: WRITERS,
    accessLogs: Bucket.fromBucketName('acme-logs'),
    ...props,
  });
const synthesized = () => Template.fromStack(stack);
const bucketNamed = (name: string) => synthesized().hasResource('google_storage_bucket', { name });
const datasetNamed = (dataset_id: string) => synthesized().hasResource('google_bigquery_dataset', { dataset_id });
const DATA = 'acme-churn-dev-churn-dev-data';
const MODELS = 'acme-churn-dev-churn-dev-models';
const DATASETS = ['churn_dev_raw', 'churn_dev_features', 'churn_dev_predictions'];

/** Roles of a member on what a reference points to. */
const rolesOf = (type: string, argument: string, reference: string, member: string) =>
  synthesized()
    .resources(type)
    .filter(({ properties }) => properties[argument] === reference && properties.member === member)
    .map(({ properties }) => properties.role);
const rolesOnBucket = (name: string, member: string) =>
  rolesOf('google_storage_bucket_iam_member', 'bucket', `\${${bucketNamed(name).address}.name}`, member);
const rolesOnDataset = (id: string, member: string) =>
  rolesOf('google_bigquery_dataset_iam_member', 'dataset_id', `\${${datasetNamed(id).address}.dataset_id}`, member);

test('there is a bucket for data and one for models, in the region, with access logs', () => {
  given();
  synthesized().resourceCountIs('google_storage_bucket', 2);
  for (const name of [DATA, MODELS])
    expect(bucketNamed(name).properties).toMatchObject({
      project: 'acme-churn-dev',
      location: 'europe-west4',
      logging: { log_bucket: 'acme-logs' },
    });
});

test('there are datasets for raw data, features and predictions, each saying what it is for', () => {
  given();
  synthesized().resourceCountIs('google_bigquery_dataset', 3);
  for (const id of DATASETS) expect(datasetNamed(id).properties.description).toBeTruthy();
});

test('temporary objects go after a month, in the data bucket alone', () => {
  given();
  expect(bucketNamed(DATA).properties.lifecycle_rule).toContainEqual({
    action: { type: 'Delete' },
    condition: { age: 30, matches_prefix: ['tmp/'], with_state: 'ANY' },
  });
  expect(bucketNamed(MODELS).properties.lifecycle_rule).toHaveLength(1);
});

test('how long temporary objects stay is up to the user', () => {
  given({ deleteTemporaryAfterDays: 3 });
  expect(JSON.stringify(bucketNamed(DATA).properties.lifecycle_rule)).toContain('"age":3,');
});

test('who writes data may write all of it, and nobody else gets anything', () => {
  given();
  for (const member of WRITERS) {
    for (const name of [DATA, MODELS]) expect(rolesOnBucket(name, member)).toEqual(['roles/storage.objectUser']);
    for (const id of DATASETS) expect(rolesOnDataset(id, member)).toEqual(['roles/bigquery.dataEditor']);
  }
  synthesized().resourceCountIs('google_storage_bucket_iam_member', 4);
  synthesized().resourceCountIs('google_bigquery_dataset_iam_member', 6);
});

test('the order of writers moves no address', () => {
  given();
  const addresses = synthesized().addresses();
  stack = testStack();
  given({ writers: [...WRITERS].reverse() });
  expect(synthesized().addresses()).toEqual(addresses);
});

test('training reads data and features, writes models, and does not see predictions', () => {
  given().grantTraining('training', TRAINING);
  expect(rolesOnBucket(DATA, TRAINING)).toEqual(['roles/storage.objectViewer']);
  expect(rolesOnBucket(MODELS, TRAINING)).toEqual(['roles/storage.objectUser']);
  expect(DATASETS.map((id) => rolesOnDataset(id, TRAINING))).toEqual([
    ['roles/bigquery.dataViewer'],
    ['roles/bigquery.dataViewer'],
    [],
  ]);
});

test('Vertex AI datasets are made by the keys of the user, and named after them unless said otherwise', () => {
  given({ vertexDatasets: { customers: { kind: 'tabular', displayName: 'Customers' }, photos: { kind: 'image' } } });
  synthesized().resourceCountIs('google_vertex_ai_dataset', 2);
  synthesized().hasResource('google_vertex_ai_dataset', {
    display_name: 'Customers',
    metadata_schema_uri: 'gs://google-cloud-aiplatform/schema/dataset/metadata/tabular_1.0.0.yaml',
    region: 'europe-west4',
  });
  synthesized().hasResource('google_vertex_ai_dataset', {
    display_name: 'photos',
    metadata_schema_uri: 'gs://google-cloud-aiplatform/schema/dataset/metadata/image_1.0.0.yaml',
  });
});

test('there are no Vertex AI datasets unless asked for', () => {
  given();
  synthesized().resourceCountIs('google_vertex_ai_dataset', 0);
});

test('each store is encrypted with the key of its service', () => {
  const key = (name: string) => ({ ...KEY, keyName: name });
  given({
    encryption: { storage: key('storage'), bigquery: key('bigquery'), vertexAi: key('vertex') },
    vertexDatasets: { customers: { kind: 'tabular' } },
  });
  const all = (type: string) =>
    synthesized()
      .resources(type)
      .map(({ properties }) => properties);
  for (const bucket of all('google_storage_bucket'))
    expect(bucket).toMatchObject({ encryption: { default_kms_key_name: 'storage' } });
  for (const dataset of all('google_bigquery_dataset'))
    expect(dataset).toMatchObject({ default_encryption_configuration: { kms_key_name: 'bigquery' } });
  expect(all('google_vertex_ai_dataset')).toMatchObject([{ encryption_spec: { kms_key_name: 'vertex' } }]);
});

const DATA_BEARING = ['google_storage_bucket', 'google_bigquery_dataset', 'google_vertex_ai_dataset'];
const lifecycles = () =>
  DATA_BEARING.flatMap((type) => synthesized().resources(type)).map(({ properties }) => properties.lifecycle);

test('everything that bears data refuses to be destroyed', () => {
  given({ vertexDatasets: { customers: { kind: 'tabular' } } });
  expect(lifecycles()).toEqual(Array(6).fill({ prevent_destroy: true }));
});

test('nothing does in an ephemeral environment', () => {
  given({ vertexDatasets: { customers: { kind: 'tabular' } } }, testEnvironment({ protect: false }));
  expect(lifecycles()).toEqual(Array(6).fill(undefined));
});

test('other stacks know the stores by their names', () => {
  given();
  const environment = testEnvironment();
  expect(datasetNamed(DataStores.predictionsOf(environment).datasetId)).toBeDefined();
  expect(bucketNamed(DataStores.modelBucketOf(environment).bucketName)).toBeDefined();
});

test('all of it belongs to the capability', () => {
  given();
  expect(
    synthesized()
      .byCapability('data-stores')
      .map(({ address }) => address),
  ).toEqual(synthesized().addresses());
});
