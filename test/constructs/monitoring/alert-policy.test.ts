import { AlertPolicy, type AlertPolicyProps } from '../../../constructs/monitoring/alert-policy';
import { beyond, queryMatches } from '../../../constructs/monitoring/conditions';
import { EmailChannel } from '../../../constructs/monitoring/notification-channel';
import { Template, testStack } from '../../../testing';

const POLICY = 'google_monitoring_alert_policy';
const CONDITION = beyond(
  'Too slow',
  { filter: 'metric.type = "x"', align: 'ALIGN_MEAN', reduce: 'REDUCE_MAX', groupBy: ['resource.label.endpoint_id'] },
  { above: 1, forSeconds: 300 },
);
const PROPS: AlertPolicyProps = {
  project: 'acme-churn-dev',
  displayName: 'churn latency',
  severity: 'ERROR',
  conditions: [CONDITION],
  documentation: { means: 'Users wait.', firstSteps: ['Look.', 'Act.'] },
  notify: [EmailChannel.fromChannelName('projects/p/notificationChannels/1')],
};

function policy(props: Partial<AlertPolicyProps> = {}) {
  const stack = testStack();
  new AlertPolicy(stack, 'Policy', { ...PROPS, ...props });
  return Template.fromStack(stack);
}

test('an alert goes to its channels with its severity', () => {
  policy().hasResource(POLICY, {
    project: 'acme-churn-dev',
    conditions: [{ display_name: 'Too slow', condition_threshold: { threshold_value: 1 } }],
    display_name: 'churn latency',
    severity: 'ERROR',
    combiner: 'OR',
    notification_channels: ['projects/p/notificationChannels/1'],
  });
});

test('an alert says what it means and what to do first, in order', () => {
  policy().hasResource(POLICY, {
    documentation: { mime_type: 'text/markdown', content: 'Users wait.\n\n**First steps**\n\n1. Look.\n2. Act.' },
  });
});

test('an alert that nobody hears of has no channel and says why', () => {
  policy({ notify: { nobody: 'a sandbox' } }).hasResource(POLICY, {
    notification_channels: undefined,
    documentation: {
      content: 'Users wait.\n\n**First steps**\n\n1. Look.\n2. Act.\n\nNobody is notified: a sandbox',
    },
  });
});

test('programs act on an incident that nobody hears of, and on one that somebody does', () => {
  const programs = [{ channelName: 'projects/p/notificationChannels/2' }];
  policy({ programs, notify: { nobody: 'a sandbox' } }).hasResource(POLICY, {
    notification_channels: ['projects/p/notificationChannels/2'],
  });
  policy({ programs }).hasResource(POLICY, {
    notification_channels: ['projects/p/notificationChannels/1', 'projects/p/notificationChannels/2'],
  });
});

test('an incident closes a day after its last data, unless another time is asked for', () => {
  policy().hasResource(POLICY, { alert_strategy: { auto_close: '86400s' } });
  policy({ autoCloseSeconds: 1800 }).hasResource(POLICY, { alert_strategy: { auto_close: '1800s' } });
});

test('the end of an incident is told unless it is not asked for', () => {
  policy().hasResource(POLICY, { alert_strategy: { notification_prompts: undefined } });
  policy({ notifyWhenClosed: false }).hasResource(POLICY, { alert_strategy: { notification_prompts: ['OPENED'] } });
});

test('labels of its own go with those of the stack', () => {
  const stack = testStack({ labels: { team: 'retention' } });
  new AlertPolicy(stack, 'Policy', { ...PROPS, userLabels: { 'mlops-model': 'churn' } });
  Template.fromStack(stack).hasResource(POLICY, { user_labels: { team: 'retention', 'mlops-model': 'churn' } });
});

test('all conditions can be asked for at once', () => {
  policy({ combiner: 'AND', conditions: [CONDITION, CONDITION] }).hasResource(POLICY, { combiner: 'AND' });
});

test('labels of the stack reach an alert as user labels', () => {
  const stack = testStack({ labels: { team: 'retention' } });
  new AlertPolicy(stack, 'Policy', PROPS);
  Template.fromStack(stack).hasResource(POLICY, { user_labels: { team: 'retention' } });
});

test.each<[string, Partial<AlertPolicyProps>, string]>([
  ['no condition', { conditions: [] }, 'an alert policy has 1 to 6 conditions, given 0'],
  ['seven conditions', { conditions: Array(7).fill(CONDITION) }, 'an alert policy has 1 to 6 conditions, given 7'],
  [
    'a query beside another condition',
    { conditions: [CONDITION, queryMatches('Down', 'up == 0', 60)] },
    'a condition in PromQL is the only one of its alert policy, given 2: join queries with "or"',
  ],
  [
    'an empty list of channels',
    { notify: [] },
    "no notification channel is given: name one, or say { nobody: 'the reason' }",
  ],
  [
    'seventeen channels',
    { notify: Array(17).fill({ channelName: 'c' }) },
    'an alert policy takes at most 16 notification channels: use a group address',
  ],
  [
    'sixteen channels and a program',
    { notify: Array(16).fill({ channelName: 'c' }), programs: [{ channelName: 'd' }] },
    'an alert policy takes at most 16 notification channels: use a group address',
  ],
  [
    'a minute until it closes',
    { autoCloseSeconds: 60 },
    'autoCloseSeconds 60 is not valid: 1800 (half an hour) to 604800 (a week)',
  ],
  [
    'labels in capitals',
    { userLabels: { Model: 'churn', model: 'Churn' } },
    'user labels Model: churn, model: Churn are not valid: up to 63 lower-case letters, digits, hyphens and underscores, keys starting with a letter',
  ],
])('%s is refused', (_, props, problem) => {
  expect(() => policy(props)).toThrow(`stack/Policy: ${problem}`);
});

test('the resource is reached as the default child', () => {
  const stack = testStack();
  const made = new AlertPolicy(stack, 'Policy', PROPS);
  (made.node.defaultChild as unknown as { enabled: boolean }).enabled = false;
  Template.fromStack(stack).hasResource(POLICY, { enabled: false });
});
