import { type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { DataGoogleStorageProjectServiceAccount } from '@cdktf/provider-google/lib/data-google-storage-project-service-account';
import { StorageNotification } from '@cdktf/provider-google/lib/storage-notification';
import { Sleep } from '@cdktf/provider-time/lib/sleep';
import { type Topic } from '../pubsub/topic';
import { type IBucket } from './bucket';

export interface BucketNotificationProps {
  /** Changing it replaces the notification. */
  readonly bucket: IBucket;
  /** Google Cloud project id of the bucket. */
  readonly project: string;
  /** Gets a message for each new object. Changing it replaces the notification. */
  readonly topic: Topic;
  /** Only objects whose names begin with this, such as `incoming/`. Changing it replaces the notification. */
  readonly prefix: string;
}

/** Cloud Storage tries to publish before it takes a notification, and refuses one whose grant is not in force yet. */
const GRANT_PROPAGATION = '60s';

/**
 * A message for each new object below a prefix, also for one that takes the place of another. A bucket takes ten
 * notifications of one kind, so what differs by prefix is told apart by whoever gets the messages.
 */
export class BucketNotification extends Construct {
  constructor(scope: Construct, id: string, { bucket, project, topic, prefix }: BucketNotificationProps) {
    super(scope, id);
    const agent = new DataGoogleStorageProjectServiceAccount(this, 'Agent', { project });
    const grant = topic.grantPublish('cloud-storage', `serviceAccount:${agent.emailAddress}`);
    const ready: ITerraformDependable = new Sleep(this, 'Ready', {
      createDuration: GRANT_PROPAGATION,
      triggers: { topic: topic.topicId },
      dependsOn: [grant],
    });
    new StorageNotification(this, 'Resource', {
      bucket: bucket.bucketName,
      topic: topic.topicId,
      eventTypes: ['OBJECT_FINALIZE'],
      objectNamePrefix: prefix,
      payloadFormat: 'JSON_API_V1',
      dependsOn: [ready],
    });
  }
}
