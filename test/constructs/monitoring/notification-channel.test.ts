import { TerraformVariable } from 'cdktf';
import { EmailChannel } from '../../../constructs/monitoring/notification-channel';
import { Template, testStack } from '../../../testing';

const CHANNEL = 'google_monitoring_notification_channel';

test('a channel sends e-mail to its address', () => {
  const stack = testStack();
  new EmailChannel(stack, 'Ops', { project: 'acme-churn-dev', address: 'ops@acme.com' });
  Template.fromStack(stack).hasResource(CHANNEL, { type: 'email', labels: { email_address: 'ops@acme.com' } });
});

test('a channel that is dropped outlives the change of the alerts that named it', () => {
  const stack = testStack();
  new EmailChannel(stack, 'Ops', { project: 'acme-churn-dev', address: 'ops@acme.com' });
  Template.fromStack(stack).hasResource(CHANNEL, { lifecycle: { create_before_destroy: true } });
});

test('labels of the stack stay out of the labels that hold the address', () => {
  const stack = testStack({ labels: { team: 'retention' } });
  new EmailChannel(stack, 'Ops', { project: 'acme-churn-dev', address: 'ops@acme.com' });
  const { properties } = Template.fromStack(stack).hasResource(CHANNEL, { user_labels: { team: 'retention' } });
  expect(properties.labels).toEqual({ email_address: 'ops@acme.com' });
});

test('what is no address is refused', () => {
  const make = () => new EmailChannel(testStack(), 'Ops', { project: 'p', address: 'ops' });
  expect(make).toThrow('stack/Ops: "ops" is not an e-mail address');
});

test('an address that Terraform knows later is accepted', () => {
  const stack = testStack();
  const address = new TerraformVariable(stack, 'address', { type: 'string' }).stringValue;
  new EmailChannel(stack, 'Ops', { project: 'p', address });
  Template.fromStack(stack).hasResource(CHANNEL, { labels: { email_address: '${var.address}' } });
});

test('the resource is reached as the default child', () => {
  const stack = testStack();
  const channel = new EmailChannel(stack, 'Ops', { project: 'p', address: 'ops@acme.com' });
  (channel.node.defaultChild as unknown as { description: string }).description = 'set from outside';
  Template.fromStack(stack).hasResource(CHANNEL, { description: 'set from outside' });
});
