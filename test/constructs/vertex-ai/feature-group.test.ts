import { type TerraformResource } from 'cdktf';
import { Dataset } from '../../../constructs/bigquery/dataset';
import { Table } from '../../../constructs/bigquery/table';
import { FeatureGroup, type FeatureGroupProps } from '../../../constructs/vertex-ai/feature-group';
import { testStack } from '../../../testing';
import { GRANT, KEY } from '../../support/encryption';
import { readableTemplate, resolved } from '../../support/readable';

const GROUP = 'google_vertex_ai_feature_group';
const FEATURE = 'google_vertex_ai_feature_group_feature';
const DATASET = Dataset.fromDatasetId('acme-churn-dev', 'churn_dev_features');

function group(props: Partial<FeatureGroupProps> = {}) {
  const stack = testStack();
  const made = new FeatureGroup(stack, 'Customers', {
    groupId: 'churn_dev_customers',
    project: 'acme-churn-dev',
    region: 'europe-west4',
    source: Table.fromTableId(DATASET, 'customers'),
    ...props,
  });
  return { made, stack, template: () => readableTemplate(stack) };
}

test('a group is about a table, by a column named entity_id unless said otherwise', () => {
  group()
    .template()
    .hasResource(GROUP, {
      name: 'churn_dev_customers',
      project: 'acme-churn-dev',
      region: 'europe-west4',
      description: undefined,
      big_query: {
        big_query_source: { input_uri: 'bq://acme-churn-dev.churn_dev_features.customers' },
        entity_id_columns: ['entity_id'],
      },
    });
});

test('an entity can have several columns, in the order given', () => {
  group({ entityIdColumns: ['shop', 'customer'], description: 'Customers' })
    .template()
    .hasResource(GROUP, { description: 'Customers', big_query: { entity_id_columns: ['shop', 'customer'] } });
});

test('a group waits for the table that it is about, and for what it is told to', () => {
  const stack = testStack();
  const source = new Table(stack, 'Source', {
    dataset: DATASET,
    tableId: 'customers',
    description: 'Customers',
    columns: [{ name: 'entity_id', type: 'STRING' }],
  });
  new FeatureGroup(stack, 'Customers', {
    groupId: 'customers',
    project: 'p',
    region: 'r',
    source,
    ready: KEY.ready,
  });
  const { address, properties } = readableTemplate(stack).hasResource(GROUP, { depends_on: [GRANT] });
  expect(JSON.stringify(properties)).toContain('${google_bigquery_table.Source.table_id}');
  expect(readableTemplate(stack).reachableFrom(address)).toContain('google_bigquery_table.Source');
});

test('a group refuses to be destroyed unless told otherwise', () => {
  group()
    .template()
    .hasResource(GROUP, { lifecycle: { prevent_destroy: true } });
  group({ protect: false }).template().hasResource(GROUP, { lifecycle: undefined });
});

test('a feature is the column of its id, or another one', () => {
  const { made, template } = group();
  made.addFeature('spent_30d', { description: 'Spent in 30 days' });
  made.addFeature('age', { column: 'age_years' });
  template().hasResource(FEATURE, {
    name: 'spent_30d',
    feature_group: '${google_vertex_ai_feature_group.Customers.name}',
    project: 'acme-churn-dev',
    region: 'europe-west4',
    description: 'Spent in 30 days',
    version_column_name: undefined,
  });
  template().hasResource(FEATURE, { name: 'age', version_column_name: 'age_years' });
});

test.each(['entity_id', 'feature_timestamp'])('the column %s is no feature: Google refuses it', (column) => {
  const { made } = group();
  const problem = (id: string) =>
    `stack/Customers: feature "${id}" is not valid: column "${column}" is an entity id or the timestamp (entity_id, feature_timestamp)`;
  expect(() => made.addFeature(column)).toThrow(problem(column));
  expect(() => made.addFeature('alias', { column })).toThrow(problem('alias'));
});

test.each(['Age', '1st', 'last-seen', '', 'x'.repeat(129)])('the feature id %j is refused', (id) => {
  expect(() => group().made.addFeature(id)).toThrow(
    `stack/Customers: feature id "${id}" is not valid: at most 128 lower-case letters, digits and underscores, not starting with a digit`,
  );
});

test('an id that Google refuses is refused at once', () => {
  expect(() => group({ groupId: 'churn-dev' })).toThrow(
    'stack/Customers: featureGroup name "churn-dev" is not valid: lower-case letters, digits and underscores, not starting with a digit',
  );
});

test.each([[[]], [['a', 'a']]])('the entity id columns %j are refused', (entityIdColumns) => {
  expect(() => group({ entityIdColumns })).toThrow(
    `stack/Customers: entityIdColumns [${entityIdColumns.join(', ')}] are not valid: one or more, each once`,
  );
});

test('whoever names the group waits for it', () => {
  const { made, stack } = group();
  expect(resolved(stack, made.groupId)).toBe('${google_vertex_ai_feature_group.Customers.name}');
});

test('a group that is managed elsewhere makes none', () => {
  expect(FeatureGroup.fromGroupId('shared')).toEqual({ groupId: 'shared' });
});

test('its L1 is the default child', () => {
  const { made, template } = group();
  (made.node.defaultChild as TerraformResource).addOverride('timeouts.create', '30m');
  template().hasResource(GROUP, { timeouts: { create: '30m' } });
});
