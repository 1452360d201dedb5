import { type TerraformStack } from 'cdktf';
import { ServiceAccount } from '../../../constructs/iam/service-account';
import { DeadLetters, type DeadLettersProps } from '../../../constructs/pubsub/dead-letters';
import { PullSubscription } from '../../../constructs/pubsub/pull-subscription';
import { PushSubscription, type PushSubscriptionProps } from '../../../constructs/pubsub/push-subscription';
import { type SubscriptionProps } from '../../../constructs/pubsub/subscription';
import { Topic } from '../../../constructs/pubsub/topic';
import { testStack } from '../../../testing';
import { GRANT, KEY } from '../../support/encryption';
import { readableTemplate } from '../../support/readable';

const AGENT = 'serviceAccount:service-1@gcp-sa-pubsub.iam.gserviceaccount.com';
const PROJECT = 'acme-churn-dev';
const URL = 'https://retrain-a1b2c3d4-ez.a.run.app';

let stack: TerraformStack;

beforeEach(() => {
  stack = testStack();
});

const PROPS: SubscriptionProps = {
  subscriptionName: 'churn-dev-runs',
  project: PROJECT,
  topic: Topic.fromTopicName(PROJECT, 'churn-dev-runs'),
};
const pull = (props: Partial<SubscriptionProps> = {}) => new PullSubscription(stack, 'Pull', { ...PROPS, ...props });
const deadLetters = (props: Partial<DeadLettersProps> = {}) =>
  new DeadLetters(stack, 'Dead', {
    name: 'churn-dev-undelivered',
    project: PROJECT,
    region: 'europe-west4',
    agent: AGENT,
    ...props,
  });
const push = (props: Partial<PushSubscriptionProps> = {}) =>
  new PushSubscription(stack, 'Push', {
    ...PROPS,
    endpoint: URL,
    caller: ServiceAccount.fromEmail('caller@acme.iam.gserviceaccount.com'),
    deadLetters: deadLetters(),
    ...props,
  });
const resource = (address: string) => readableTemplate(stack).resource(address).properties;
const subscription = (id: string) => resource(`google_pubsub_subscription.${id}`);

describe('every subscription', () => {
  test('stays although nobody uses it: Google would drop it after 31 days', () => {
    pull();
    expect(subscription('Pull')).toMatchObject({ expiration_policy: { ttl: '' } });
  });

  test('keeps messages for a week, or as long as asked', () => {
    pull();
    expect(subscription('Pull')).toMatchObject({ message_retention_duration: '604800s' });
    stack = testStack();
    pull({ keepMessagesDays: 31 });
    expect(subscription('Pull')).toMatchObject({ message_retention_duration: '2678400s' });
  });

  test('refuses to be destroyed, as messages wait in it, unless losing them is allowed', () => {
    pull();
    expect(subscription('Pull').lifecycle).toEqual({ prevent_destroy: true });
    stack = testStack();
    pull({ protect: false });
    expect(subscription('Pull').lifecycle).toBeUndefined();
  });

  test('is refused with all numbers that Google does not take, at once', () => {
    expect(() => pull({ ackDeadlineSeconds: 9, keepMessagesDays: 32 })).toThrow(
      'stack/Pull: ackDeadlineSeconds 9: 10 to 600 are allowed; keepMessagesDays 32: 1 to 31 are allowed',
    );
  });
});

describe('a push subscription', () => {
  test('calls the address as its account, with a token for that address alone', () => {
    push();
    expect(subscription('Push').push_config).toEqual({
      push_endpoint: URL,
      oidc_token: { service_account_email: 'caller@acme.iam.gserviceaccount.com', audience: URL },
      attributes: expect.anything() as object,
    });
  });

  test('says which envelope it wants, as Google says it too: a second plan would take it away', () => {
    push();
    expect(subscription('Push').push_config).toHaveProperty(['attributes', 'x-goog-version'], 'v1');
  });

  test('goes on for over an hour, so that an outage of minutes moves nothing to the dead letters', () => {
    push();
    const { retry_policy, dead_letter_policy } = subscription('Push') as unknown as {
      retry_policy: { minimum_backoff: string; maximum_backoff: string };
      dead_letter_policy: { max_delivery_attempts: number };
    };
    const [least, most] = [retry_policy.minimum_backoff, retry_policy.maximum_backoff].map((wait) => parseInt(wait));
    const waits = Array.from({ length: dead_letter_policy.max_delivery_attempts - 1 }, (_, n) =>
      Math.min(least! * 2 ** n, most!),
    );
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThan(3600);
  });

  test('moves what keeps being refused to the dead letters, by the agent, which may take it', () => {
    push({ maxDeliveryAttempts: 30 });
    expect(subscription('Push').dead_letter_policy).toEqual({
      dead_letter_topic: '${google_pubsub_topic.Dead_Topic.id}',
      max_delivery_attempts: 30,
    });
    expect(resource('google_pubsub_subscription_iam_member.Push_Subscribe-dead-letters')).toEqual({
      subscription: '${google_pubsub_subscription.Push.id}',
      role: 'roles/pubsub.subscriber',
      member: AGENT,
    });
  });

  test('waits for the right to call', () => {
    push({ startAfter: [{ fqn: GRANT }] });
    expect(subscription('Push').depends_on).toEqual([GRANT]);
  });

  test('is refused with all mistakes at once', () => {
    const wrong = { keepMessagesDays: 0, minimumBackoff: '20s', maximumBackoff: '10s', maxDeliveryAttempts: 4 };
    expect(() => push(wrong)).toThrow(
      'stack/Push: keepMessagesDays 0: 1 to 31 are allowed; minimumBackoff 20s is longer than maximumBackoff 10s; ' +
        'maxDeliveryAttempts 4: 5 to 100 are allowed',
    );
  });

  test.each(['10', '1m', '601s', '-1s'])('is refused with the wait %j', (maximumBackoff) => {
    expect(() => push({ maximumBackoff })).toThrow(
      `maximumBackoff "${maximumBackoff}" is not valid: "0s" to "600s" are allowed`,
    );
  });
});

describe('dead letters', () => {
  test('wait as long as Google keeps messages, in a subscription: a topic without one loses them', () => {
    deadLetters();
    expect(subscription('Dead_Subscription')).toMatchObject({
      topic: '${google_pubsub_topic.Dead_Topic.id}',
      message_retention_duration: '2678400s',
    });
  });

  test('are brought by the agent', () => {
    deadLetters();
    expect(resource('google_pubsub_topic_iam_member.Dead_Topic_Publish-agent')).toMatchObject({
      topic: '${google_pubsub_topic.Dead_Topic.id}',
      role: 'roles/pubsub.publisher',
      member: AGENT,
    });
  });

  test('are protected and encrypted as asked', () => {
    deadLetters({ protect: false, encryptionKey: KEY });
    expect(resource('google_pubsub_topic.Dead_Topic')).toMatchObject({ kms_key_name: KEY.keyName });
    for (const address of ['google_pubsub_topic.Dead_Topic', 'google_pubsub_subscription.Dead_Subscription'])
      expect(resource(address).lifecycle).toBeUndefined();
  });
});
