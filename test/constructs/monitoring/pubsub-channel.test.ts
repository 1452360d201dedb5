import { PubSubChannel } from '../../../constructs/monitoring/pubsub-channel';
import { Topic } from '../../../constructs/pubsub/topic';
import { testStack } from '../../../testing';
import { readableTemplate, resolved } from '../../support/readable';

const CHANNEL = 'google_monitoring_notification_channel';
const TOPIC = Topic.fromTopicName('acme-churn-dev', 'churn-dev-runs');

function channel(labels: Record<string, string> = {}) {
  const stack = testStack({ labels });
  const made = new PubSubChannel(stack, 'Runs', { project: 'acme-churn-dev', displayName: 'Runs', topic: TOPIC });
  return { made, stack, template: () => readableTemplate(stack) };
}

test('a channel sends to its topic', () => {
  channel()
    .template()
    .hasResource(CHANNEL, {
      project: 'acme-churn-dev',
      type: 'pubsub',
      display_name: 'Runs',
      labels: { topic: 'projects/acme-churn-dev/topics/churn-dev-runs' },
    });
});

test('labels of the stack stay out of the labels that hold the topic', () => {
  const { properties } = channel({ team: 'retention' }).template().hasResource(CHANNEL);
  expect(properties.labels).toEqual({ topic: 'projects/acme-churn-dev/topics/churn-dev-runs' });
  expect(properties.user_labels).toEqual({ team: 'retention' });
});

test('a channel that is dropped outlives the change of the alerts that named it', () => {
  channel()
    .template()
    .hasResource(CHANNEL, { lifecycle: { create_before_destroy: true } });
});

test('has its name from Google', () => {
  const { made, stack } = channel();
  expect(resolved(stack, made.channelName)).toBe('${google_monitoring_notification_channel.Runs.name}');
});

test('the resource is reached as the default child', () => {
  const { made, template } = channel();
  (made.node.defaultChild as unknown as { description: string }).description = 'set from outside';
  template().hasResource(CHANNEL, { description: 'set from outside' });
});
