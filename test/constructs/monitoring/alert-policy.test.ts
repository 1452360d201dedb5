import { AlertPolicy, type AlertPolicyProps } from '../../../constructs/monitoring/alert-policy';
import { beyond } from '../../../constructs/monitoring/conditions';
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
    'an empty list of channels',
    { notify: [] },
    "no notification channel is given: name one, or say { nobody: 'the reason' }",
  ],
  [
    'seventeen channels',
    { notify: Array(17).fill({ channelName: 'c' }) },
    'an alert policy takes at most 16 notification channels: use a group address',
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
