import { ModelAlerts, type ModelAlertsProps } from '../../../constructs/patterns/model-alerts';
import { Endpoint, type EndpointAccess } from '../../../constructs/vertex-ai/endpoint';
import { type Json, Template, testEnvironment, testStack } from '../../../testing';

const POLICY = 'google_monitoring_alert_policy';
const CHANNEL = { channelName: 'projects/p/notificationChannels/1' };

function alerts(props: Partial<ModelAlertsProps> = {}, access: EndpointAccess = 'public') {
  const stack = testStack();
  const endpoint = new Endpoint(stack, 'Endpoint', {
    endpointId: '42',
    displayName: 'churn',
    project: 'acme-churn-dev',
    location: 'europe-west4',
    access,
    requestLogging: { table: 'bq://acme-churn-dev.predictions.churn_requests' },
  });
  new ModelAlerts(stack, 'ModelAlerts-churn', {
    environment: testEnvironment(),
    model: 'churn',
    endpoint,
    machine: 'n1-standard-4',
    mostReplicas: 5,
    notify: [CHANNEL],
    ...props,
  });
  return Template.fromStack(stack);
}

const policy = (template: Template, kind: string) => {
  const found = template.hasResource(POLICY, { display_name: `churn dev ${kind} churn` });
  return found.properties as { [key: string]: Json } & { conditions: { [key: string]: { [key: string]: Json } }[] };
};

test('a model costs four alerts, each to the channels given', () => {
  const template = alerts();
  expect(template.byCapability('service-monitoring')).toHaveLength(4);
  for (const { properties } of template.resources(POLICY))
    expect(properties.notification_channels).toEqual([CHANNEL.channelName]);
});

test('every condition is about the endpoint of the model alone', () => {
  for (const { properties } of alerts().resources(POLICY)) {
    const filters = JSON.stringify(properties).match(/"(denominator_)?filter":"[^,]*/g) ?? [];
    expect(filters.length).toBeGreaterThan(0);
    for (const filter of filters) expect(filter).toContain('resource.label.endpoint_id = \\"42\\"');
  }
});

test('a model is slow when its 95th percentile of total latency stays above the limit', () => {
  const [latency] = policy(alerts({ latencyP95Ms: 300 }), 'latency').conditions;
  expect(latency?.condition_threshold).toMatchObject({
    filter: expect.stringContaining('prediction/online/prediction_latencies'),
    comparison: 'COMPARISON_GT',
    threshold_value: 300,
    duration: '300s',
    aggregations: [{ per_series_aligner: 'ALIGN_PERCENTILE_95', cross_series_reducer: 'REDUCE_MAX' }],
  });
  expect(latency?.condition_threshold?.filter).toContain('metric.label.latency_type = "total"');
});

test('a model fails when the share of 4xx and 5xx responses stays above the limit', () => {
  const [errors] = policy(alerts({ errorRatio: 0.02 }), 'errors').conditions;
  expect(errors?.condition_threshold).toMatchObject({ comparison: 'COMPARISON_GT', threshold_value: 0.02 });
  expect(errors?.condition_threshold?.filter).toContain('response_code = monitoring.regex.full_match("[45].*")');
  expect(errors?.condition_threshold?.denominator_filter).toContain('prediction/online/response_count');
  expect(errors?.condition_threshold?.denominator_filter).not.toContain('response_code');
});

test('of a private endpoint the metrics under private names are watched as well', () => {
  const template = alerts({}, { consumerProjects: [] });
  expect(policy(template, 'latency').conditions[1]?.condition_threshold?.filter).toContain('online/private/');
  expect(policy(template, 'errors').conditions[1]?.condition_threshold?.filter).toContain('response_code >= 400');
});

test('of a public endpoint they are not', () => {
  expect(JSON.stringify(alerts().resources(POLICY))).not.toContain('online/private/');
});

test('shares are written as people read them', () => {
  const { documentation } = policy(alerts({ errorRatio: 0.07 }), 'errors');
  expect(documentation).toMatchObject({ content: expect.stringContaining('more than 7 % of requests') });
  const [cpu] = policy(alerts({ saturation: 0.1, machine: 'n2-standard-48' }), 'saturation').conditions;
  expect(cpu?.condition_threshold?.threshold_value).toBe(4.8);
});

test('a model is saturated when its CPUs are busy while no replica can be added', () => {
  const { combiner, conditions } = policy(alerts({ saturation: 0.75, mostReplicas: 5 }), 'saturation');
  expect(combiner).toBe('AND');
  // The CPU metric adds up over the four vCPUs; "at least 5" is "above 4.5", as Google knows no "at least".
  expect(conditions.map((condition) => condition.condition_threshold?.threshold_value)).toEqual([3, 4.5]);
});

test('a model does not serve when it has no replica, or nothing is heard of any', () => {
  const [none, silent] = policy(alerts(), 'serving').conditions;
  expect(none?.condition_threshold).toMatchObject({ comparison: 'COMPARISON_LT', threshold_value: 1 });
  expect(silent?.condition_absent?.duration).toBe('600s');
});

test('limits have defaults: 1000 ms, 5 %, 80 % of the CPUs', () => {
  const template = alerts();
  const limit = (kind: string) => policy(template, kind).conditions[0]?.condition_threshold?.threshold_value;
  expect([limit('latency'), limit('errors'), limit('saturation')]).toEqual([1000, 0.05, 3.2]);
});

test('only in production an incident is more than a warning', () => {
  const severities = (stage: 'production' | 'staging') => {
    const template = alerts({ environment: testEnvironment({ stage }) });
    return ['serving', 'errors', 'latency', 'saturation'].map((kind) => policy(template, kind).severity);
  };
  expect(severities('production')).toEqual(['CRITICAL', 'CRITICAL', 'ERROR', 'WARNING']);
  expect(new Set(severities('staging'))).toEqual(new Set(['WARNING']));
});

test('alerts that nobody hears of say why', () => {
  const { documentation } = policy(alerts({ notify: { nobody: 'a sandbox' } }), 'latency');
  expect(documentation).toMatchObject({ content: expect.stringContaining('Nobody is notified: a sandbox') });
});

test('the front door is not asked unless wanted', () => {
  alerts().resourceCountIs('google_monitoring_uptime_check_config', 0);
});

test('the front door counts as up when it refuses, as it was asked without credentials', () => {
  const template = alerts({ frontDoorCheck: true });
  template.hasResource('google_monitoring_uptime_check_config', {
    http_check: {
      path: '/v1/projects/acme-churn-dev/locations/europe-west4/endpoints/42:predict',
      accepted_response_status_codes: [
        { status_class: 'STATUS_CLASS_2XX' },
        { status_class: 'STATUS_CLASS_3XX' },
        { status_class: 'STATUS_CLASS_4XX' },
      ],
    },
  });
  expect(policy(template, 'serving').conditions).toHaveLength(3);
});

test.each<[string, Partial<ModelAlertsProps>, EndpointAccess, string]>([
  ['no latency', { latencyP95Ms: 0 }, 'public', 'latencyP95Ms 0 is not valid: above 0'],
  ['an error ratio of one', { errorRatio: 1 }, 'public', 'errorRatio 1 is not valid: between 0 and 1'],
  ['a saturation in percent', { saturation: 80 }, 'public', 'saturation 80 is not valid: above 0 and at most 1'],
  [
    'a machine without a known size',
    { machine: 'z9-huge' },
    'public',
    'machine "z9-huge" is not known: its number of vCPUs is needed, as n1-standard-4 tells it',
  ],
  [
    'a front door check of a private endpoint',
    { frontDoorCheck: true },
    { consumerProjects: [] },
    'frontDoorCheck cannot reach a private endpoint: leave it out, the replicas are watched anyway',
  ],
])('%s is refused', (_, props, access, problem) => {
  expect(() => alerts(props, access)).toThrow(`stack/ModelAlerts-churn: ${problem}`);
});
