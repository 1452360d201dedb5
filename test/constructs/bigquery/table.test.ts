import { type TerraformStack, TerraformVariable } from 'cdktf';
import { type BigqueryTable } from '@cdktf/provider-google/lib/bigquery-table';
import { Dataset } from '../../../constructs/bigquery/dataset';
import { Table, type TableProps } from '../../../constructs/bigquery/table';
import { testStack } from '../../../testing';
import { GRANT, KEY } from '../../support/encryption';
import { readableTemplate, resolved } from '../../support/readable';

const TYPE = 'google_bigquery_table';
const PROPS: TableProps = {
  dataset: Dataset.fromDatasetId('acme-churn-dev', 'churn_dev_features'),
  tableId: 'customers',
  description: 'A row a customer and day',
  columns: [
    { name: 'customer', type: 'STRING', mode: 'REQUIRED', description: 'Key of the customer' },
    { name: 'day', type: 'DATE' },
    { name: 'seen', type: 'TIMESTAMP' },
    { name: 'spent', type: 'FLOAT64' },
    { name: 'tags', type: 'STRING', mode: 'REPEATED' },
  ],
};

let stack: TerraformStack;

beforeEach(() => {
  stack = testStack();
});

const given = (props: Partial<TableProps> = {}) => new Table(stack, 'Customers', { ...PROPS, ...props });
const table = () => readableTemplate(stack).hasResource(TYPE).properties;

test('a table is where and what it is asked to be', () => {
  given();
  expect(table()).toMatchObject({
    project: 'acme-churn-dev',
    dataset_id: 'churn_dev_features',
    table_id: 'customers',
    description: 'A row a customer and day',
  });
});

test('columns have name, type, mode and description, and may be empty unless said otherwise', () => {
  given();
  expect(JSON.parse(table().schema as string)).toEqual([
    { name: 'customer', type: 'STRING', mode: 'REQUIRED', description: 'Key of the customer' },
    { name: 'day', type: 'DATE', mode: 'NULLABLE' },
    { name: 'seen', type: 'TIMESTAMP', mode: 'NULLABLE' },
    { name: 'spent', type: 'FLOAT64', mode: 'NULLABLE' },
    { name: 'tags', type: 'STRING', mode: 'REPEATED' },
  ]);
});

test('a table is neither divided nor sorted unless asked for', () => {
  given();
  expect(table()).not.toHaveProperty('time_partitioning');
  expect(table()).not.toHaveProperty('clustering');
});

test('a table is divided by time, and parts go after their days', () => {
  given({ partitioning: { column: 'seen', by: 'HOUR', keepDays: 2 }, clusterBy: ['customer', 'day'] });
  expect(table()).toMatchObject({
    time_partitioning: { field: 'seen', type: 'HOUR', expiration_ms: 172_800_000 },
    clustering: ['customer', 'day'],
  });
});

test('the parts of a table stay unless said otherwise', () => {
  given({ partitioning: { column: 'day', by: 'DAY' } });
  expect(table().time_partitioning).toEqual({ field: 'day', type: 'DAY' });
});

test('a table refuses to be destroyed, by Terraform and by the provider', () => {
  given();
  expect(table()).toMatchObject({ deletion_protection: true, lifecycle: { prevent_destroy: true } });
});

test('without protection it says so, as the provider would protect it', () => {
  given({ protect: false });
  expect(table().deletion_protection).toBe(false);
  expect(table()).not.toHaveProperty('lifecycle');
});

test('the default key of the dataset encrypts unless another one is given', () => {
  given();
  expect(table()).not.toHaveProperty('encryption_configuration');
});

test('a key of the project encrypts the table, once its grant is there', () => {
  given({ encryptionKey: KEY });
  expect(table()).toMatchObject({ encryption_configuration: { kms_key_name: KEY.keyName }, depends_on: [GRANT] });
});

test.each([
  ['grantRead', 'roles/bigquery.dataViewer'],
  ['grantReadWrite', 'roles/bigquery.dataEditor'],
] as const)('%s gives one member %s on this table alone', (grant, role) => {
  given()[grant]('runner', 'serviceAccount:runner@acme-churn-dev.iam.gserviceaccount.com');
  const template = readableTemplate(stack);
  template.resourceCountIs('google_bigquery_table_iam_member', 1);
  template.hasResource('google_bigquery_table_iam_member', {
    project: 'acme-churn-dev',
    dataset_id: 'churn_dev_features',
    table_id: '${google_bigquery_table.Customers.table_id}',
    role,
    member: 'serviceAccount:runner@acme-churn-dev.iam.gserviceaccount.com',
  });
});

test('its full name waits for it', () => {
  expect(resolved(stack, given().tableName)).toBe(
    'acme-churn-dev.churn_dev_features.${google_bigquery_table.Customers.table_id}',
  );
});

test('a table that is managed elsewhere makes none', () => {
  expect(Table.fromTableId(Dataset.fromDatasetId('acme-lake', 'events'), 'clicks')).toEqual({
    project: 'acme-lake',
    datasetId: 'events',
    tableId: 'clicks',
    tableName: 'acme-lake.events.clicks',
  });
});

const SORTABLE = 'customer, day, seen';
test.each<[string, Partial<TableProps>, string]>([
  [
    'an id with a full stop',
    { tableId: 'a.b' },
    'table id "a.b" is not valid: 1 to 1024 letters, digits, underscores and hyphens',
  ],
  ['no column', { columns: [] }, 'a table has at least one column, given none'],
  [
    'one name twice, in whatever case',
    {
      columns: [
        { name: 'a', type: 'BOOL' },
        { name: 'A', type: 'DATE' },
      ],
    },
    'there are two columns named a',
  ],
  [
    'a column name with a hyphen',
    { columns: [{ name: 'last-seen', type: 'DATE' }] },
    'column name "last-seen" is not valid: letters, digits and underscores, not starting with a digit',
  ],
  [
    'partitions of a column that is not there',
    { partitioning: { column: 'when', by: 'DAY' } },
    'partitioning by DAY of "when" (no such column) is not valid: a column of type DATE, DATETIME, TIMESTAMP',
  ],
  [
    'hours of a date',
    { partitioning: { column: 'day', by: 'HOUR' } },
    'partitioning by HOUR of "day" (DATE) is not valid: a column of type DATETIME, TIMESTAMP',
  ],
  [
    'half a day',
    { partitioning: { column: 'day', by: 'DAY', keepDays: 0.5 } },
    'keepDays 0.5 is not valid: a whole number of days, at least 1',
  ],
  [
    'sorting by a number with a fraction',
    { clusterBy: ['spent'] },
    `clusterBy spent is not valid: at most 4 of ${SORTABLE}`,
  ],
  ['sorting by a list', { clusterBy: ['tags'] }, `clusterBy tags is not valid: at most 4 of ${SORTABLE}`],
  [
    'sorting by five columns',
    { clusterBy: Array(5).fill('customer') },
    `clusterBy customer, customer, customer, customer, customer is not valid: at most 4 of ${SORTABLE}`,
  ],
])('%s is refused', (_, props, problem) => {
  expect(() => given(props)).toThrow(`stack/Customers: ${problem}`);
});

test('all mistakes are told at once', () => {
  expect(() => given({ tableId: '', columns: [] })).toThrow(/table id "" is not valid.*; a table has at least one/);
});

test('an id that is known only at deployment is taken', () => {
  given({ tableId: new TerraformVariable(stack, 'Id', {}).stringValue });
  expect(table().table_id).toBe('${var.Id}');
});

test('every argument can be reached through the default child', () => {
  (given().node.defaultChild as BigqueryTable).maxStaleness = '0-0 0 8:0:0';
  expect(table().max_staleness).toBe('0-0 0 8:0:0');
});
