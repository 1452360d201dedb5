import { AlertChannels } from '../../../constructs/patterns/alert-channels';
import { ServiceMonitoring, type ServiceMonitoringProps } from '../../../constructs/patterns/service-monitoring';
import { PREDICTION_METRICS } from '../../../constructs/monitoring/vertex-metrics';
import { Template, testEnvironment, testStack } from '../../../testing';

const CHANNEL = 'google_monitoring_notification_channel';
const BUDGET = { billingAccount: '01A2B3-C4D5E6-F7A8B9', monthly: 800, currency: 'EUR' };

function monitoring(props: Partial<ServiceMonitoringProps> = {}) {
  const stack = testStack();
  new ServiceMonitoring(stack, 'ServiceMonitoring', {
    environment: testEnvironment(),
    notify: ['ops@acme.com', 'ml@acme.com'],
    ...props,
  });
  return Template.fromStack(stack);
}

test('each address has one channel, and the quota alert goes to all of them', () => {
  const template = monitoring({ notify: ['ops@acme.com', 'ml@acme.com', 'ops@acme.com'] });
  template.resourceCountIs(CHANNEL, 2);
  const { properties } = template.hasResource('google_monitoring_alert_policy', {
    display_name: 'churn dev quota',
    severity: 'WARNING',
  });
  expect(properties.notification_channels).toHaveLength(2);
});

test('the quota alert watches allocation and rate of Vertex AI in one condition, as PromQL stands alone', () => {
  const { properties } = monitoring({ quotaRatio: 0.7 }).hasResource('google_monitoring_alert_policy', {
    display_name: 'churn dev quota',
  });
  const conditions = properties.conditions as { condition_prometheus_query_language: { query: string } }[];
  const [allocation, rate, ...more] = conditions.flatMap((one) =>
    one.condition_prometheus_query_language.query.split(' or '),
  );
  expect(allocation).toMatch(/quota_allocation_usage\{.*service="aiplatform.googleapis.com".*quota_limit.*> 0\.7$/);
  expect(rate).toMatch(/quota_rate_net_usage\{.*service="aiplatform.googleapis.com".*quota_limit.*> 0\.7$/);
  expect([conditions.length, more]).toEqual([1, []]);
});

test('a refusal for want of quota has an alert of its own', () => {
  const { properties } = monitoring().hasResource('google_monitoring_alert_policy', {
    display_name: 'churn dev quota exceeded',
  });
  const [condition] = properties.conditions as { condition_threshold: { filter: string } }[];
  expect(condition?.condition_threshold.filter).toContain('serviceruntime.googleapis.com/quota/exceeded');
});

test('nobody hears of anything when that is said, with the reason', () => {
  const template = monitoring({ notify: { nobody: 'a sandbox' }, budget: BUDGET });
  template.resourceCountIs(CHANNEL, 0);
  template.hasResource('google_monitoring_alert_policy', { notification_channels: undefined });
  template.hasResource('google_billing_budget', { all_updates_rule: undefined });
});

test('an empty list of addresses is refused: silence is a choice', () => {
  expect(() => monitoring({ notify: [] })).toThrow(
    "stack/ServiceMonitoring/Quota: no notification channel is given: name one, or say { nobody: 'the reason' }",
  );
});

test('the dashboard shows traffic, errors, latency, replicas, CPU, accelerators and quota', () => {
  const { properties } = monitoring().hasResource('google_monitoring_dashboard');
  const json = properties.dashboard_json as string;
  for (const metric of ['predictions', 'responses', 'latencies', 'replicas', 'cpu', 'accelerator'] as const)
    expect(json).toContain(PREDICTION_METRICS[metric]);
  for (const percentile of [50, 95, 99]) expect(json).toContain(`ALIGN_PERCENTILE_${percentile}`);
  expect(json).toContain('serviceruntime_googleapis_com:quota_limit');
});

test('the dashboard is the same text every time', () => {
  const json = () => monitoring().hasResource('google_monitoring_dashboard').properties.dashboard_json;
  expect(json()).toBe(json());
});

test('there is no budget unless one is asked for', () => {
  monitoring().resourceCountIs('google_billing_budget', 0);
});

test('a budget sends its notices to the channels', () => {
  const { properties } = monitoring({ budget: BUDGET }).hasResource('google_billing_budget', {
    display_name: 'churn dev budget',
    amount: { specified_amount: { currency_code: 'EUR', units: '800' } },
  });
  expect(properties.all_updates_rule).toMatchObject({ monitoring_notification_channels: expect.any(Array) });
});

test('a quota ratio that is no share is refused', () => {
  expect(() => monitoring({ quotaRatio: 80 })).toThrow(
    'stack/ServiceMonitoring: quotaRatio 80 is not valid: between 0 and 1',
  );
});

test('channels are named by address, so their order moves none', () => {
  const addresses = (list: string[]) => {
    const stack = testStack();
    new AlertChannels(stack, 'AlertChannels', { environment: testEnvironment(), addresses: list });
    return Template.fromStack(stack).addresses();
  };
  expect(addresses(['a@acme.com', 'b@acme.com'])).toEqual(addresses(['b@acme.com', 'a@acme.com']));
});

test('a model hears through the channels of its addresses alone', () => {
  const channels = new AlertChannels(testStack(), 'AlertChannels', {
    environment: testEnvironment(),
    addresses: ['a@acme.com', 'b@acme.com'],
  });
  expect(channels.of(['b@acme.com', 'b@acme.com'])).toHaveLength(1);
  expect(channels.of(['b@acme.com'])).not.toEqual(channels.of(['a@acme.com']));
});

test('an address without a channel is refused, with those that there are', () => {
  const channels = new AlertChannels(testStack(), 'AlertChannels', {
    environment: testEnvironment(),
    addresses: ['a@acme.com'],
  });
  expect(() => channels.of(['b@acme.com'])).toThrow(
    'stack/AlertChannels: there is no channel to "b@acme.com": add it to the addresses (a@acme.com)',
  );
});
