import { type PubsubTopic } from '@cdktf/provider-google/lib/pubsub-topic';
import { type TerraformStack } from 'cdktf';
import { grantOnTopic, Topic, type TopicProps } from '../../../constructs/pubsub/topic';
import { testStack } from '../../../testing';
import { GRANT, KEY } from '../../support/encryption';
import { readableTemplate } from '../../support/readable';

const PROPS: TopicProps = { topicName: 'churn-dev-runs', project: 'acme-churn-dev', region: 'europe-west4' };

let stack: TerraformStack;

beforeEach(() => {
  stack = testStack();
});

const given = (props: Partial<TopicProps> = {}) => new Topic(stack, 'Topic', { ...PROPS, ...props });
const topic = () => readableTemplate(stack).resource('google_pubsub_topic.Topic').properties;

test('messages are stored in one region, wherever they are published', () => {
  given();
  expect(topic()).toMatchObject({
    name: 'churn-dev-runs',
    project: 'acme-churn-dev',
    message_storage_policy: { allowed_persistence_regions: ['europe-west4'] },
  });
});

test('publishers elsewhere are not refused', () => {
  given();
  expect(topic().message_storage_policy).not.toHaveProperty('enforce_in_transit');
});

test('it refuses to be destroyed, unless losing it is allowed', () => {
  given();
  expect(topic().lifecycle).toEqual({ prevent_destroy: true });
  stack = testStack();
  given({ protect: false });
  expect(topic().lifecycle).toBeUndefined();
});

test('a key of Google encrypts unless one is given, which is waited for', () => {
  given();
  expect(topic()).not.toHaveProperty('kms_key_name');
  stack = testStack();
  given({ encryptionKey: KEY });
  expect(topic()).toMatchObject({ kms_key_name: KEY.keyName, depends_on: [GRANT] });
});

test('whoever is let in publishes, and does nothing else', () => {
  given().grantPublish('shop', 'group:shop@acme.com');
  expect(readableTemplate(stack).resource('google_pubsub_topic_iam_member.Topic_Publish-shop').properties).toEqual({
    topic: '${google_pubsub_topic.Topic.id}',
    role: 'roles/pubsub.publisher',
    member: 'group:shop@acme.com',
  });
});

test('a grant can wait for what its member appears with', () => {
  given().grantPublish('shop', 'group:shop@acme.com', [{ fqn: GRANT }]);
  expect(
    readableTemplate(stack).resource('google_pubsub_topic_iam_member.Topic_Publish-shop').properties,
  ).toMatchObject({ depends_on: [GRANT] });
});

test.each(['goog-runs', 'a', 'Runs', 'runs-'])('the name %s is refused', (topicName) => {
  expect(() => given({ topicName })).toThrow(`stack/Topic: topic name "${topicName}" is not valid`);
});

test('a topic that exists is known by its name', () => {
  expect(Topic.fromTopicName('acme', 'orders')).toEqual({ topicId: 'projects/acme/topics/orders' });
});

test('every other argument can be reached through the default child', () => {
  (given().node.defaultChild as PubsubTopic).messageRetentionDuration = '86400s';
  expect(topic().message_retention_duration).toBe('86400s');
});

test('a grant on a topic of another stack names it in full', () => {
  grantOnTopic(stack, 'Hears', Topic.fromTopicName('acme', 'orders'), 'roles/pubsub.subscriber', 'group:a@acme.com');
  expect(readableTemplate(stack).resource('google_pubsub_topic_iam_member.Hears').properties).toEqual({
    topic: 'projects/acme/topics/orders',
    role: 'roles/pubsub.subscriber',
    member: 'group:a@acme.com',
  });
});
