import { MetricDescriptor, type MetricDescriptorProps } from '../../../constructs/monitoring/metric-descriptor';
import { testStack } from '../../../testing';
import { readableTemplate } from '../../support/readable';

const METRIC = 'google_monitoring_metric_descriptor';
const PROPS: MetricDescriptorProps = {
  project: 'acme-churn-dev',
  type: 'custom.googleapis.com/mlops/age',
  displayName: 'Age',
  description: 'How old the data is',
  valueType: 'INT64',
  labels: { model: 'Key of the model', environment: 'Name of the environment' },
};

function metric(props: Partial<MetricDescriptorProps> = {}) {
  const stack = testStack();
  const made = new MetricDescriptor(stack, 'Age', { ...PROPS, ...props });
  return { made, template: () => readableTemplate(stack) };
}

test('a metric says what it tells, and what its labels mean', () => {
  metric()
    .template()
    .hasResource(METRIC, {
      project: 'acme-churn-dev',
      type: 'custom.googleapis.com/mlops/age',
      display_name: 'Age',
      description: 'How old the data is',
      value_type: 'INT64',
      labels: [
        { key: 'model', value_type: 'STRING', description: 'Key of the model' },
        { key: 'environment', value_type: 'STRING', description: 'Name of the environment' },
      ],
    });
});

test('it is a number as it is now, without a unit, unless said otherwise', () => {
  metric().template().hasResource(METRIC, { metric_kind: 'GAUGE', unit: '1' });
  metric({ kind: 'CUMULATIVE', unit: 's' }).template().hasResource(METRIC, { metric_kind: 'CUMULATIVE', unit: 's' });
});

test('it refuses to be destroyed, as its points go with it, unless told otherwise', () => {
  metric()
    .template()
    .hasResource(METRIC, { lifecycle: { prevent_destroy: true } });
  metric({ protect: false }).template().hasResource(METRIC, { lifecycle: undefined });
});

test('a metric without labels is possible', () => {
  expect(() => metric({ labels: {} }).template()).not.toThrow();
});

test.each<[string, Partial<MetricDescriptorProps>, string]>([
  [
    "a metric of Google's",
    { type: 'aiplatform.googleapis.com/x' },
    'metric type "aiplatform.googleapis.com/x" is not valid: custom.googleapis.com/ and up to 100 letters, digits, underscores and slashes',
  ],
  [
    'a hyphen in the path',
    { type: 'custom.googleapis.com/a-b' },
    'metric type "custom.googleapis.com/a-b" is not valid: custom.googleapis.com/ and up to 100 letters, digits, underscores and slashes',
  ],
  [
    'a label with a hyphen',
    { labels: { 'model-key': 'Key' } },
    'metric labels model-key are not valid: letters, digits and underscores, starting with a letter',
  ],
  [
    '31 labels',
    { labels: Object.fromEntries(Array.from({ length: 31 }, (_, index) => [`label${index}`, 'x'])) },
    'a metric has at most 30 labels, given 31',
  ],
])('%s is refused', (_, props, problem) => {
  expect(() => metric(props)).toThrow(`stack/Age: ${problem}`);
});

test('the resource is reached as the default child', () => {
  const { made, template } = metric();
  (made.node.defaultChild as unknown as { launchStage: string }).launchStage = 'BETA';
  template().hasResource(METRIC, { launch_stage: 'BETA' });
});
