import { type TerraformStack } from 'cdktf';
import { Dataset } from '../../../constructs/bigquery/dataset';
import { type Environment } from '../../../constructs/core/environment';
import {
  FeatureStore,
  type FeatureStoreProps,
  type OnlineStoreOptions,
} from '../../../constructs/patterns/feature-store';
import { ProjectServices } from '../../../constructs/project/project-services';
import { Template, testEnvironment, testStack } from '../../../testing';
import { KEY } from '../../support/encryption';
import { readableTemplate } from '../../support/readable';

const GROUP = 'google_vertex_ai_feature_group';
const FEATURE = 'google_vertex_ai_feature_group_feature';
const STORE = 'google_vertex_ai_feature_online_store';
const VIEW = 'google_vertex_ai_feature_online_store_featureview';
const TABLE = 'google_bigquery_table';
const GRANT = 'google_bigquery_dataset_iam_member';

const AGENT = '${time_sleep.Services_aiplatform_Ready.triggers["agent"]}';
const CUSTOMERS = {
  source: { dataset: 'features', table: 'customers' },
  features: { age: { type: 'INT64' }, spent_30d: { type: 'FLOAT64', description: 'Spent in 30 days' } },
} as const;
const CHURN = { source: { groups: { customers: ['age', 'spent_30d'] } } };
const ONLINE: OnlineStoreOptions = { serving: { bigtable: { nodes: [1, 3] } }, views: { churn: CHURN } };

let stack: TerraformStack;

beforeEach(() => {
  stack = testStack();
});

const given = (props: Partial<FeatureStoreProps> = {}, environment: Environment = testEnvironment()) => {
  const services = new ProjectServices(stack, 'Services', {
    project: environment.project,
    services: FeatureStore.INFO.services,
  });
  return new FeatureStore(stack, 'FeatureStore', {
    environment,
    services,
    datasets: {
      features: Dataset.fromDatasetId('acme-churn-dev', 'churn_dev_features'),
      lake: Dataset.fromDatasetId('acme-lake', 'customers'),
    },
    groups: { customers: CUSTOMERS },
    ...props,
  });
};
const synthesized = () => readableTemplate(stack);
const only = (type: string) => synthesized().hasResource(type).properties;

test('a group registers columns of a table as features', () => {
  given();
  expect(only(GROUP)).toMatchObject({
    name: 'churn_dev_features_customers',
    project: 'acme-churn-dev',
    region: 'europe-west4',
    big_query: {
      big_query_source: { input_uri: 'bq://acme-churn-dev.churn_dev_features.customers' },
      entity_id_columns: ['entity_id'],
    },
  });
  const features = synthesized().resources(FEATURE);
  expect(features.map(({ properties }) => [properties.name, properties.description])).toEqual([
    ['age', undefined],
    ['spent_30d', 'Spent in 30 days'],
  ]);
});

test('a group can be about entities with several columns, and say what it is about', () => {
  given({ groups: { customers: { ...CUSTOMERS, entityIdColumns: ['shop', 'customer'], description: 'Customers' } } });
  expect(only(GROUP)).toMatchObject({
    description: 'Customers',
    big_query: { entity_id_columns: ['shop', 'customer'] },
  });
});

test('nothing is served, and no table made, unless asked for', () => {
  given();
  for (const type of [STORE, VIEW, TABLE]) synthesized().resourceCountIs(type, 0);
});

test('Vertex AI may read the datasets in use, and no others', () => {
  given();
  synthesized().resourceCountIs(GRANT, 1);
  expect(only(GRANT)).toMatchObject({
    project: 'acme-churn-dev',
    dataset_id: 'churn_dev_features',
    role: 'roles/bigquery.dataViewer',
    member: AGENT,
  });
});

test('a view of a table in another project makes Vertex AI read that dataset too', () => {
  const source = { dataset: 'lake', table: 'latest', entityIdColumns: ['customer'] };
  given({ online: { ...ONLINE, views: { lake: { source } } } });
  const datasets = synthesized().resources(GRANT);
  expect(datasets.map(({ properties }) => [properties.project, properties.dataset_id])).toEqual([
    ['acme-churn-dev', 'churn_dev_features'],
    ['acme-lake', 'customers'],
  ]);
  expect(only(VIEW)).toMatchObject({
    big_query_source: { uri: 'bq://acme-lake.customers.latest', entity_id_columns: ['customer'] },
  });
});

test('groups and views wait until the access is in force', () => {
  given({ online: ONLINE });
  const template = synthesized();
  const wait = 'time_sleep.FeatureStore_Source-features_Ready';
  expect(template.resource(wait).properties).toMatchObject({
    create_duration: '60s',
    depends_on: expect.arrayContaining(['google_bigquery_dataset_iam_member.FeatureStore_Source-features_Grant']),
  });
  for (const type of [GROUP, VIEW]) expect(template.hasResource(type).properties.depends_on).toContain(wait);
});

test('a view waits for each of its features, which it names by their ids alone', () => {
  given({ online: ONLINE });
  expect(only(VIEW).depends_on).toEqual(
    expect.arrayContaining([
      `${FEATURE}.FeatureStore_Group-customers_Feature-age`,
      `${FEATURE}.FeatureStore_Group-customers_Feature-spent_30d`,
    ]),
  );
});

test('a store serves its views, by the clock if asked for', () => {
  const sync = { cron: '0 5 * * *', timeZone: 'Europe/Amsterdam' };
  given({ online: { ...ONLINE, views: { 'by-night': { ...CHURN, sync } } } });
  expect(only(STORE)).toMatchObject({ name: 'churn_dev_features', region: 'europe-west4' });
  expect(only(VIEW)).toMatchObject({
    name: 'by_night',
    feature_online_store: '${google_vertex_ai_feature_online_store.FeatureStore_Online.name}',
    sync_config: { cron: 'CRON_TZ=Europe/Amsterdam 0 5 * * *' },
    feature_registry_source: {
      feature_groups: [
        {
          feature_group_id: '${google_vertex_ai_feature_group.FeatureStore_Group-customers.name}',
          feature_ids: ['age', 'spent_30d'],
        },
      ],
    },
  });
});

test('an optimized store is public, and in a private environment reached by Private Service Connect alone', () => {
  const online: OnlineStoreOptions = { ...ONLINE, serving: 'optimized', consumerProjects: ['acme-web'] };
  given({ online });
  expect(only(STORE)).not.toHaveProperty('dedicated_serving_endpoint');
  stack = testStack();
  given({ online }, testEnvironment({ private: true }));
  expect(only(STORE)).toMatchObject({
    dedicated_serving_endpoint: {
      private_service_connect_config: {
        enable_private_service_connect: true,
        project_allowlist: ['acme-churn-dev', 'acme-web'],
      },
    },
  });
});

test('who reads fetches features, each once, and nobody else is let', () => {
  const MEMBER = 'google_vertex_ai_feature_online_store_iam_member';
  given({ online: ONLINE });
  synthesized().resourceCountIs(MEMBER, 0);
  stack = testStack();
  given({ online: ONLINE, readers: ['group:web@acme.com', 'group:web@acme.com'] });
  expect(only(MEMBER)).toMatchObject({ role: 'roles/aiplatform.featurestoreDataViewer', member: 'group:web@acme.com' });
});

const made = (group: object = {}) => ({ groups: { customers: { ...CUSTOMERS, makeTable: true, ...group } } });

test('a table that is made has entity ids, a time and the features, and is divided by day', () => {
  const features = {
    age: { type: 'INT64', column: 'age_years' },
    tags: { type: 'STRING', description: 'Tags' },
  } as const;
  given(made({ entityIdColumns: ['shop', 'customer'], features, description: 'Customers by day' }));
  expect(only(TABLE)).toMatchObject({
    project: 'acme-churn-dev',
    dataset_id: 'churn_dev_features',
    table_id: 'customers',
    description: 'Customers by day',
    time_partitioning: { field: 'feature_timestamp', type: 'DAY' },
    clustering: ['shop', 'customer'],
  });
  expect(JSON.parse(only(TABLE).schema as string)).toEqual([
    { name: 'shop', type: 'STRING', mode: 'REQUIRED' },
    { name: 'customer', type: 'STRING', mode: 'REQUIRED' },
    { name: 'feature_timestamp', type: 'TIMESTAMP', mode: 'REQUIRED', description: 'When the values held' },
    { name: 'age_years', type: 'INT64', mode: 'NULLABLE' },
    { name: 'tags', type: 'STRING', mode: 'NULLABLE', description: 'Tags' },
  ]);
});

test('a group waits for the table that is made for it', () => {
  given(made());
  expect(JSON.stringify(only(GROUP).big_query)).toContain(
    'bq://acme-churn-dev.churn_dev_features.${google_bigquery_table.FeatureStore_Table-customers.table_id}',
  );
});

test('a table that is made is encrypted with the key of BigQuery', () => {
  given({ ...made(), encryption: { bigquery: KEY } });
  expect(only(TABLE)).toMatchObject({ encryption_configuration: { kms_key_name: KEY.keyName } });
});

test('what is registered and served refuses to be destroyed, and nothing does in an ephemeral environment', () => {
  const lifecycles = () => [TABLE, GROUP, STORE].map((type) => only(type).lifecycle);
  given({ ...made(), online: ONLINE });
  expect(lifecycles()).toEqual(Array(3).fill({ prevent_destroy: true }));
  stack = testStack();
  given({ ...made(), online: ONLINE }, testEnvironment({ protect: false }));
  expect(lifecycles()).toEqual(Array(3).fill(undefined));
});

const KEYS = { vertexAi: KEY };

test('a key of the project refuses an online store, which could not have it', () => {
  expect(() => given({ online: ONLINE, encryption: KEYS })).toThrow(
    "stack/FeatureStore: an online store has a key of Google's, as the provider has no argument for another: leave `online` out, or say why that may be (googleManagedKey: { reason })",
  );
});

test('a reason lets Google encrypt what is served, and a registry needs none', () => {
  given({ online: { ...ONLINE, googleManagedKey: { reason: 'features are public statistics' } }, encryption: KEYS });
  synthesized().resourceCountIs(STORE, 1);
  stack = testStack();
  given({ encryption: KEYS });
  synthesized().resourceCountIs(GROUP, 1);
});

test.each<[string, Partial<FeatureStoreProps>, string]>([
  [
    'a group in a dataset that is not there',
    { groups: { customers: { ...CUSTOMERS, source: { dataset: 'feature', table: 'customers' } } } },
    'dataset of group "customers": feature not found; there are features, lake',
  ],
  [
    'a name that every object has',
    { groups: { customers: { ...CUSTOMERS, source: { dataset: 'constructor', table: 'customers' } } } },
    'dataset of group "customers": constructor not found; there are features, lake',
  ],
  [
    'a view of a group that is not there',
    { online: { ...ONLINE, views: { churn: { source: { groups: { users: ['age'] } } } } } },
    'groups of view "churn": users not found; there are customers',
  ],
  [
    'a view of a feature that is not there',
    { online: { ...ONLINE, views: { churn: { source: { groups: { customers: ['age', 'height'] } } } } } },
    'features of group "customers" in view "churn": height not found; there are age, spent_30d',
  ],
  [
    'a view of a dataset that is not there',
    { online: { ...ONLINE, views: { churn: { source: { dataset: 'x', table: 't', entityIdColumns: ['id'] } } } } },
    'dataset of view "churn": x not found; there are features, lake',
  ],
  [
    'a table to be made without types',
    made({ features: { age: { type: 'INT64' }, spent: {}, tags: {} } }),
    'the table of group "customers" cannot be made: no type is given for spent, tags',
  ],
])('%s is refused', (_, props, problem) => {
  expect(() => given(props)).toThrow(`stack/FeatureStore: ${problem}`);
});

test('all mistakes are told at once', () => {
  const views = { a: { source: { groups: { users: ['x'] } } }, b: { source: { groups: { people: ['y'] } } } };
  expect(() => given({ online: { ...ONLINE, views } })).toThrow(
    /view "a": users not found.*view "b": people not found/,
  );
});

test('other stacks know the store by its name', () => {
  given({ online: ONLINE });
  const { storeId, project, region } = FeatureStore.storeOf(testEnvironment());
  expect(only(STORE)).toMatchObject({ name: storeId, project, region });
});

test('all of it belongs to the capability', () => {
  given({ ...made(), online: ONLINE });
  const template = Template.fromStack(stack);
  const others = template.addresses().filter((address) => !/\.Services_/.test(address));
  expect(template.byCapability('feature-store').map(({ address }) => address)).toEqual(others);
});
