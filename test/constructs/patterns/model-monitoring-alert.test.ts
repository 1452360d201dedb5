import {
  ModelMonitoringAlert,
  type ModelMonitoringAlertProps,
} from '../../../constructs/patterns/model-monitoring-alert';
import { Topic } from '../../../constructs/pubsub/topic';
import { fromAlert } from '../../../runs/triggers/alert';
import { type Json, testEnvironment, testStack } from '../../../testing';
import { readableTemplate } from '../../support/readable';

const POLICY = 'google_monitoring_alert_policy';
const CHANNEL = 'google_monitoring_notification_channel';
const OPS = { channelName: 'projects/p/notificationChannels/1' };
const RUNS = Topic.fromTopicName('acme-churn-dev', 'churn-dev-runs');

function alert(props: Partial<ModelMonitoringAlertProps> = {}) {
  const stack = testStack({ labels: { product: 'churn' } });
  new ModelMonitoringAlert(stack, 'MonitoringAlert-churn', {
    environment: testEnvironment(),
    model: 'churn',
    windows: 5,
    violations: 3,
    notify: [OPS],
    ...props,
  });
  return readableTemplate(stack);
}

const policy = (props: Partial<ModelMonitoringAlertProps> = {}) =>
  alert(props).hasResource(POLICY).properties as { [key: string]: Json } & {
    conditions: { condition_prometheus_query_language: { [key: string]: Json } }[];
    documentation: { content: string };
    user_labels: Record<string, string>;
  };

test('it goes off when k of the last n windows of this model and environment have an alarm', () => {
  const [condition, ...others] = policy().conditions;
  expect(others).toEqual([]);
  expect(condition).toMatchObject({
    display_name: 'Alarm in 3 of the last 5 windows',
    condition_prometheus_query_language: {
      query:
        'max(max_over_time(custom_googleapis_com:mlops_monitoring_violated_windows' +
        '{monitored_resource="global",model="churn",environment="dev"}[10m])) >= 3',
    },
  });
});

test('it goes off at once, and can be made before the metric has a point', () => {
  expect(policy().conditions[0]!.condition_prometheus_query_language).toMatchObject({
    duration: '0s',
    disable_metric_validation: true,
  });
});

test('a window is told once: skew and drift are one series, and the end of an incident is no news', () => {
  const made = policy();
  expect(made.conditions[0]!.condition_prometheus_query_language.query).toMatch(/^max\(max_over_time\(/);
  expect(made.alert_strategy).toMatchObject({ notification_prompts: ['OPENED'] });
});

test('the next window is told again: an incident lasts less than an hour', () => {
  const { conditions, alert_strategy } = policy();
  const [, minutes] = /\[(\d+)m\]/.exec(conditions[0]!.condition_prometheus_query_language.query as string)!;
  const [, seconds] = /^(\d+)s$/.exec((alert_strategy as { auto_close: string }).auto_close)!;
  expect(Number(minutes) * 60 + Number(seconds)).toBeLessThan(3600);
});

test('only in production it is more than a warning', () => {
  expect(policy().severity).toBe('WARNING');
  expect(policy({ environment: testEnvironment({ stage: 'production' }) }).severity).toBe('ERROR');
});

test('it is told to people alone unless it asks for a training', () => {
  const template = alert();
  template.resourceCountIs(CHANNEL, 0);
  template.hasResource(POLICY, { notification_channels: [OPS.channelName] });
});

test('it asks the topic of runs for a training, besides telling people', () => {
  const template = alert({ retrain: RUNS });
  template.hasResource(CHANNEL, { type: 'pubsub', labels: { topic: 'projects/acme-churn-dev/topics/churn-dev-runs' } });
  template.hasResource(POLICY, {
    notification_channels: [
      OPS.channelName,
      '${google_monitoring_notification_channel.MonitoringAlert-churn_Retrain.name}',
    ],
  });
});

test('it asks for a training also when nobody is told, and says that nobody is', () => {
  const template = alert({ retrain: RUNS, notify: { nobody: 'the team looks every morning' } });
  const { properties } = template.hasResource(POLICY);
  expect(properties.notification_channels).toHaveLength(1);
  expect(JSON.stringify(properties.documentation)).toContain('Nobody is notified: the team looks every morning');
});

test('what it sends is understood as a request for a training of its model', () => {
  const { user_labels } = policy({ model: 'card-fraud' });
  const incident = { incident_id: '0.abc', state: 'open', policy_name: 'drift', policy_user_labels: user_labels };
  expect(fromAlert({ version: '1.2', incident })).toEqual({
    requests: [expect.objectContaining({ model: 'card-fraud', purpose: 'training', reason: 'degradation' })],
  });
});

test('labels of the stack stay', () => {
  expect(policy().user_labels).toMatchObject({ product: 'churn', 'mlops-model': 'churn', 'mlops-purpose': 'training' });
});

test('whoever gets it reads what it means, where to look, and whether a training was asked for', () => {
  const { content } = policy({ retrain: RUNS }).documentation;
  expect(content).toContain('In 3 of the last 5 windows');
  expect(content).toContain(
    'FROM acme-churn-dev.churn_dev_monitoring.windows WHERE model = "churn" AND environment = "dev"',
  );
  expect(content).toContain('A training has been asked for');
  expect(policy().documentation.content).not.toContain('has been asked for');
});

test('each model has an alert of its own name', () => {
  expect(policy({ model: 'fraud' })).toMatchObject({
    project: 'acme-churn-dev',
    display_name: 'churn dev drift fraud',
  });
});

test.each([
  [0, 5],
  [6, 5],
  [1.5, 5],
  [1, 101],
  [1, 2.5],
])('%d of %d windows are refused', (violations, windows) => {
  expect(() => alert({ violations, windows })).toThrow(
    `stack/MonitoringAlert-churn: ${violations} violations of ${windows} windows are not valid: whole numbers, 1 <= violations <= windows <= 100`,
  );
});
