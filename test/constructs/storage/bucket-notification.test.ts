import { type TerraformStack } from 'cdktf';
import { Topic } from '../../../constructs/pubsub/topic';
import { Bucket } from '../../../constructs/storage/bucket';
import { BucketNotification } from '../../../constructs/storage/bucket-notification';
import { testStack } from '../../../testing';
import { readableTemplate } from '../../support/readable';

const project = 'acme-churn-dev';

let stack: TerraformStack;

beforeEach(() => {
  stack = testStack();
  new BucketNotification(stack, 'New', {
    bucket: Bucket.fromBucketName('acme-data'),
    project,
    topic: new Topic(stack, 'Topic', { topicName: 'churn-dev-runs', project, region: 'europe-west4' }),
    prefix: 'incoming/',
  });
});
const resource = (address: string) => readableTemplate(stack).resource(address).properties;

test('each new object below the prefix is a message that says which', () => {
  expect(resource('google_storage_notification.New')).toMatchObject({
    bucket: 'acme-data',
    topic: '${google_pubsub_topic.Topic.id}',
    event_types: ['OBJECT_FINALIZE'],
    object_name_prefix: 'incoming/',
    payload_format: 'JSON_API_V1',
  });
});

test('Cloud Storage publishes as its service agent', () => {
  expect(resource('google_pubsub_topic_iam_member.Topic_Publish-cloud-storage')).toMatchObject({
    role: 'roles/pubsub.publisher',
    member: 'serviceAccount:${data.google_storage_project_service_account.New_Agent.email_address}',
  });
});

test('it is asked for a minute after the grant: Google tries to publish first, and refuses', () => {
  expect(resource('google_storage_notification.New').depends_on).toEqual(['time_sleep.New_Ready']);
  expect(resource('time_sleep.New_Ready')).toMatchObject({
    create_duration: '60s',
    depends_on: ['google_pubsub_topic_iam_member.Topic_Publish-cloud-storage'],
  });
});
