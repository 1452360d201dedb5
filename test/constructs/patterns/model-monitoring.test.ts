import { type TerraformStack } from 'cdktf';
import { readFileSync } from 'node:fs';
import { type Environment } from '../../../constructs/core/environment';
import { ServiceAccount } from '../../../constructs/iam/service-account';
import { ModelMonitoring, type ModelMonitoringProps } from '../../../constructs/patterns/model-monitoring';
import { METRIC_LABELS, METRICS } from '../../../runs/metrics';
import { Template, testEnvironment, testStack } from '../../../testing';
import { KEY } from '../../support/encryption';
import { readableTemplate } from '../../support/readable';

const RUNNER = ServiceAccount.fromEmail('runner@acme-churn-dev.iam.gserviceaccount.com');
const READERS = ['group:ds@acme.com', 'group:mle@acme.com', 'group:ds@acme.com'];

let stack: TerraformStack;

beforeEach(() => {
  stack = testStack();
});

const given = (props: Partial<ModelMonitoringProps> = {}, environment: Environment = testEnvironment()) =>
  new ModelMonitoring(stack, 'ModelMonitoring', { environment, runner: RUNNER, readers: READERS, ...props });
const synthesized = () => readableTemplate(stack);
const only = (type: string) => synthesized().hasResource(type).properties;

test('there is a table of windows, divided by day and sorted by model, in a dataset of its own', () => {
  given();
  expect(only('google_bigquery_dataset')).toMatchObject({
    dataset_id: 'churn_dev_monitoring',
    project: 'acme-churn-dev',
    location: 'europe-west4',
  });
  expect(only('google_bigquery_table')).toMatchObject({
    dataset_id: '${google_bigquery_dataset.ModelMonitoring_Dataset.dataset_id}',
    table_id: 'windows',
    time_partitioning: { field: 'window_end', type: 'DAY' },
    clustering: ['model'],
  });
});

test('the table has the columns that the pipeline writes, by name and type', () => {
  given();
  const columns = JSON.parse(only('google_bigquery_table').schema as string) as { name: string; type: string }[];
  const component = readFileSync('pipelines/components/publish-monitoring/component.py', 'utf8');
  const [, types] = /^TYPES = \{\n(.*?)^\}/ms.exec(component)!;
  const written = [...types!.matchAll(/'(\w+)': '(\w+)'/g)].map(([, name, type]) => [name, type]);
  expect(columns.map(({ name, type }) => [name, type]).sort()).toEqual(written.sort());
});

test('dataset and table say what they are for', () => {
  given();
  for (const type of ['google_bigquery_dataset', 'google_bigquery_table']) expect(only(type).description).toBeTruthy();
});

test('rows stay unless they are to go after some days', () => {
  given();
  expect(only('google_bigquery_table').time_partitioning).not.toHaveProperty('expiration_ms');
  stack = testStack();
  given({ keepWindowsDays: 400 });
  expect(only('google_bigquery_table').time_partitioning).toMatchObject({ expiration_ms: 34_560_000_000 });
});

test('the runner writes the table and metrics, and nothing else', () => {
  given();
  const template = synthesized();
  template.hasResource('google_bigquery_table_iam_member', {
    table_id: '${google_bigquery_table.ModelMonitoring_Windows.table_id}',
    role: 'roles/bigquery.dataEditor',
    member: RUNNER.member,
  });
  template.hasResource('google_project_iam_member', {
    project: 'acme-churn-dev',
    role: 'roles/monitoring.metricWriter',
    member: RUNNER.member,
  });
  template.resourceCountIs('google_bigquery_table_iam_member', 1);
  template.resourceCountIs('google_project_iam_member', 1);
});

test('people read the dataset, each once, and write nothing', () => {
  given();
  const grants = synthesized().resources('google_bigquery_dataset_iam_member');
  expect(grants.map(({ properties }) => [properties.role, properties.member])).toEqual([
    ['roles/bigquery.dataViewer', 'group:ds@acme.com'],
    ['roles/bigquery.dataViewer', 'group:mle@acme.com'],
  ]);
});

test('each metric of the contract is declared with its labels, so that charts say what they show', () => {
  given();
  const metrics = synthesized().resources('google_monitoring_metric_descriptor');
  const labelsOf = (labels: unknown) => (labels as { key: string }[]).map(({ key }) => key);
  expect(metrics.map(({ properties }) => [properties.type, labelsOf(properties.labels)])).toEqual([
    [METRICS.distance, [...METRIC_LABELS.distance]],
    [METRICS.violatedWindows, [...METRIC_LABELS.violatedWindows]],
  ]);
  expect(
    metrics.map(({ properties: { project, metric_kind, value_type } }) => [project, metric_kind, value_type]),
  ).toEqual([
    ['acme-churn-dev', 'GAUGE', 'DOUBLE'],
    ['acme-churn-dev', 'GAUGE', 'INT64'],
  ]);
});

test('a dashboard shows distances and windows of this environment alone, a day as one point', () => {
  given({}, testEnvironment({ name: 'prod', project: 'acme-churn-prod' }));
  const dashboard = only('google_monitoring_dashboard');
  expect(dashboard.project).toBe('acme-churn-prod');
  const { displayName, mosaicLayout } = JSON.parse(dashboard.dashboard_json as string);
  expect(displayName).toBe('churn prod skew and drift');
  const filters = JSON.stringify(mosaicLayout).match(/"filter":"(?:[^"\\]|\\.)*"/g)!;
  expect(filters).toHaveLength(2);
  for (const filter of filters) expect(filter).toContain('metric.label.environment = \\"prod\\"');
  for (const metric of Object.values(METRICS)) expect(filters.join()).toContain(metric);
  expect(JSON.stringify(mosaicLayout)).toContain('"alignmentPeriod":"86400s"');
});

test('dataset and table are encrypted with the key of BigQuery', () => {
  given({ encryption: { bigquery: KEY } });
  expect(only('google_bigquery_dataset')).toMatchObject({
    default_encryption_configuration: { kms_key_name: KEY.keyName },
  });
  expect(only('google_bigquery_table')).toMatchObject({ encryption_configuration: { kms_key_name: KEY.keyName } });
});

const BEARS_DATA = ['google_bigquery_dataset', 'google_bigquery_table', 'google_monitoring_metric_descriptor'];
const lifecycles = () =>
  BEARS_DATA.flatMap((type) => synthesized().resources(type)).map(({ properties }) => properties.lifecycle);

test('everything that bears data refuses to be destroyed, and nothing does in an ephemeral environment', () => {
  given();
  expect(lifecycles()).toEqual(Array(4).fill({ prevent_destroy: true }));
  stack = testStack();
  given({}, testEnvironment({ protect: false }));
  expect(lifecycles()).toEqual(Array(4).fill(undefined));
});

test('other stacks and the pipeline know the table by its name', () => {
  expect(ModelMonitoring.tableOf(testEnvironment())).toBe('acme-churn-dev.churn_dev_monitoring.windows');
});

test('all of it belongs to the capability', () => {
  given();
  const template = Template.fromStack(stack);
  expect(template.byCapability('model-monitoring').map(({ address }) => address)).toEqual(template.addresses());
});
