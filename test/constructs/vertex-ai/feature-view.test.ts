import { type TerraformResource } from 'cdktf';
import { Dataset } from '../../../constructs/bigquery/dataset';
import { Table } from '../../../constructs/bigquery/table';
import { FeatureGroup } from '../../../constructs/vertex-ai/feature-group';
import { FeatureOnlineStore } from '../../../constructs/vertex-ai/feature-online-store';
import { FeatureView, type FeatureViewProps } from '../../../constructs/vertex-ai/feature-view';
import { testStack } from '../../../testing';
import { GRANT, KEY } from '../../support/encryption';
import { readableTemplate, resolved } from '../../support/readable';

const VIEW = 'google_vertex_ai_feature_online_store_featureview';
const TABLE = Table.fromTableId(Dataset.fromDatasetId('acme-lake', 'features'), 'customers');
const FEATURES = { group: FeatureGroup.fromGroupId('customers'), featureIds: ['age', 'spent_30d'] };

function view(props: Partial<FeatureViewProps> = {}) {
  const stack = testStack();
  const made = new FeatureView(stack, 'Churn', {
    viewId: 'churn',
    store: FeatureOnlineStore.fromStoreId('acme-churn-dev', 'europe-west4', 'churn_dev_features'),
    source: { features: [FEATURES] },
    ...props,
  });
  return { made, stack, template: () => readableTemplate(stack) };
}

test('a view serves registered features from its store', () => {
  view()
    .template()
    .hasResource(VIEW, {
      name: 'churn',
      feature_online_store: 'churn_dev_features',
      project: 'acme-churn-dev',
      region: 'europe-west4',
      big_query_source: undefined,
      feature_registry_source: {
        feature_groups: [{ feature_group_id: 'customers', feature_ids: ['age', 'spent_30d'] }],
      },
    });
});

test('a view serves all columns of a table', () => {
  view({ source: { table: TABLE, entityIdColumns: ['customer'] } })
    .template()
    .hasResource(VIEW, {
      feature_registry_source: undefined,
      big_query_source: { uri: 'bq://acme-lake.features.customers', entity_id_columns: ['customer'] },
    });
});

test('a view is synced when asked, or by the clock of a place', () => {
  view().template().hasResource(VIEW, { sync_config: undefined });
  view({ sync: { cron: '0 4 * * *', timeZone: 'Europe/Amsterdam' } })
    .template()
    .hasResource(VIEW, { sync_config: { cron: 'CRON_TZ=Europe/Amsterdam 0 4 * * *' } });
});

test('a view waits for what it is told to', () => {
  view({ ready: KEY.ready })
    .template()
    .hasResource(VIEW, { depends_on: [GRANT] });
});

test('a view bears nothing that a sync does not bring back, so it is not protected', () => {
  view().template().hasResource(VIEW, { lifecycle: undefined });
});

test('its full name waits for it', () => {
  const { made, stack } = view();
  expect(resolved(stack, made.viewName)).toBe('${google_vertex_ai_feature_online_store_featureview.Churn.id}');
});

const NOTHING = 'a feature view has at least one entity id column or feature, given none';
test.each<[string, Partial<FeatureViewProps>, string]>([
  ['no group', { source: { features: [] } }, NOTHING],
  ['a group without features', { source: { features: [FEATURES, { ...FEATURES, featureIds: [] }] } }, NOTHING],
  ['a table without entity ids', { source: { table: TABLE, entityIdColumns: [] } }, NOTHING],
  [
    'an id with a hyphen',
    { viewId: 'churn-dev' },
    'feature view id "churn-dev" is not valid: at most 60 lower-case letters, digits and underscores, not starting with a digit',
  ],
  ['an id of 61 characters', { viewId: 'x'.repeat(61) }, `feature view id "${'x'.repeat(61)}" is not valid`],
  [
    'a schedule in words',
    { sync: { cron: 'daily', timeZone: 'Mars/Olympus' } },
    'cron "daily" is not valid: five fields, such as "0 4 * * 1" for each Monday at 4:00; time zone "Mars/Olympus" is not valid: a name of the tz database, such as "Europe/Amsterdam"',
  ],
])('%s is refused', (_, props, problem) => {
  expect(() => view(props)).toThrow(`stack/Churn: ${problem}`);
});

test('its L1 is the default child', () => {
  const { made, template } = view();
  (made.node.defaultChild as TerraformResource).addOverride('timeouts.create', '30m');
  template().hasResource(VIEW, { timeouts: { create: '30m' } });
});
