import { type BigqueryDataset } from '@cdktf/provider-google/lib/bigquery-dataset';
import { TerraformVariable, type TerraformStack } from 'cdktf';
import { Dataset, type DatasetProps } from '../../../constructs/bigquery/dataset';
import { Template, testStack } from '../../../testing';
import { GRANT, KEY } from '../../support/encryption';

const PROPS: DatasetProps = {
  datasetId: 'churn_dev_raw',
  project: 'acme-churn-dev',
  location: 'europe-west4',
  description: 'Raw data',
};

let stack: TerraformStack;

beforeEach(() => {
  stack = testStack();
});

const given = (props: Partial<DatasetProps> = {}) => new Dataset(stack, 'Raw', { ...PROPS, ...props });
const dataset = () => Template.fromStack(stack).resources('google_bigquery_dataset')[0]!;

test('a dataset is where and what it is asked to be', () => {
  given();
  expect(dataset().properties).toMatchObject({
    dataset_id: 'churn_dev_raw',
    project: 'acme-churn-dev',
    location: 'europe-west4',
    description: 'Raw data',
  });
});

test('what was deleted can be read as it was a week ago', () => {
  given();
  expect(dataset().properties.max_time_travel_hours).toBe('168');
});

test('time travel is as long as asked', () => {
  given({ timeTravelHours: 48 });
  expect(dataset().properties.max_time_travel_hours).toBe('48');
});

test.each([24, 50, 192])('time travel of %d hours is refused', (timeTravelHours) => {
  expect(() => given({ timeTravelHours })).toThrow(
    `stack/Raw: timeTravelHours ${timeTravelHours}: 48, 72, 96, 120, 144, 168 are allowed`,
  );
});

test('a dataset refuses to be destroyed or emptied', () => {
  given();
  expect(dataset().properties).toMatchObject({
    lifecycle: { prevent_destroy: true },
    delete_contents_on_destroy: false,
  });
});

test.each([
  ['group:ds@acme.com', 'group:ds@acme.com'],
  [
    'principalSet://iam.googleapis.com/locations/global/workforcePools/acme/group/ds',
    'iamMember:principalSet://iam.googleapis.com/locations/global/workforcePools/acme/group/ds',
  ],
])('a grant to %s is one that the provider can put on the access list', (member, written) => {
  given().grantRead('reader', member);
  Template.fromStack(stack).hasResource('google_bigquery_dataset_iam_member', { member: written });
});

test('without protection it goes with its tables', () => {
  given({ protect: false });
  expect(dataset().properties.delete_contents_on_destroy).toBe(true);
  expect(dataset().properties.lifecycle).toBeUndefined();
});

test('a key of Google encrypts unless one is given', () => {
  given();
  expect(dataset().properties).not.toHaveProperty('default_encryption_configuration');
});

test('a key of the project encrypts the tables, once its grant is there', () => {
  given({ encryptionKey: KEY });
  expect(dataset().properties).toMatchObject({
    default_encryption_configuration: { kms_key_name: KEY.keyName },
    depends_on: [GRANT],
  });
});

test('access goes by member grants only, which an access block would take away', () => {
  given();
  expect(dataset().properties).not.toHaveProperty('access');
});

test.each([
  ['grantRead', 'roles/bigquery.dataViewer'],
  ['grantReadWrite', 'roles/bigquery.dataEditor'],
] as const)('%s gives one member %s on this dataset alone', (grant, role) => {
  given()[grant]('scientists', 'group:ds@acme.com');
  const template = Template.fromStack(stack);
  template.resourceCountIs('google_bigquery_dataset_iam_member', 1);
  template.hasResource('google_bigquery_dataset_iam_member', {
    project: 'acme-churn-dev',
    dataset_id: `\${${dataset().address}.dataset_id}`,
    role,
    member: 'group:ds@acme.com',
  });
});

test('a dataset that is managed elsewhere makes none', () => {
  expect(Dataset.fromDatasetId('acme-lake', 'events')).toEqual({ project: 'acme-lake', datasetId: 'events' });
});

test('an id that BigQuery refuses is refused at once', () => {
  expect(() => given({ datasetId: 'raw-data' })).toThrow(
    'stack/Raw: dataset name "raw-data" is not valid: letters, digits and underscores',
  );
});

test('an id that is known only at deployment is taken', () => {
  given({ datasetId: new TerraformVariable(stack, 'Id', {}).stringValue });
  expect(dataset().properties.dataset_id).toBe('${var.Id}');
});

test('every argument can be reached through the default child', () => {
  (given().node.defaultChild as BigqueryDataset).isCaseInsensitive = true;
  expect(dataset().properties.is_case_insensitive).toBe(true);
});
