import { type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { PubsubTopic } from '@cdktf/provider-google/lib/pubsub-topic';
import { PubsubTopicIamMember } from '@cdktf/provider-google/lib/pubsub-topic-iam-member';
import { dependenciesOf, type EncryptionKey } from '../core/encryption';
import { validateName } from '../core/naming/naming';

export interface ITopic {
  /** `projects/P/topics/T` */
  readonly topicId: string;
}

export interface TopicProps {
  /** Changing it replaces the topic. */
  readonly topicName: string;
  /** Google Cloud project id. Changing it replaces the topic. */
  readonly project: string;
  /** The one region in which messages are stored, wherever they are published. */
  readonly region: string;
  /**
   * Refuse to destroy or replace the topic.
   * @default true
   */
  readonly protect?: boolean;
  /** @default - a key of Google */
  readonly encryptionKey?: EncryptionKey;
}

/** A Pub/Sub topic whose messages stay in one region. */
export class Topic extends Construct implements ITopic {
  readonly topicId: string;

  constructor(scope: Construct, id: string, props: TopicProps) {
    super(scope, id);
    validateName(this, 'topic', props.topicName);
    const topic = new PubsubTopic(this, 'Resource', {
      name: props.topicName,
      project: props.project,
      // Not in transit: Cloud Monitoring and people publish from anywhere, and would be refused.
      messageStoragePolicy: { allowedPersistenceRegions: [props.region] },
      kmsKeyName: props.encryptionKey?.keyName,
      lifecycle: (props.protect ?? true) ? { preventDestroy: true } : undefined,
      dependsOn: dependenciesOf(props.encryptionKey),
    });
    this.topicId = topic.id;
  }

  /** A topic that is managed elsewhere. */
  static fromTopicName(project: string, topicName: string): ITopic {
    return { topicId: `projects/${project}/topics/${topicName}` };
  }

  /**
   * Lets somebody publish to the topic.
   *
   * @param after what has to exist before, where the member appears with it
   * @returns the grant, for who has to wait for it
   */
  grantPublish(id: string, member: string, after: readonly ITerraformDependable[] = []): ITerraformDependable {
    return new PubsubTopicIamMember(this, `Publish-${id}`, {
      topic: this.topicId,
      role: 'roles/pubsub.publisher',
      member,
      dependsOn: after.length > 0 ? [...after] : undefined,
    });
  }
}

/**
 * A grant on a topic that another stack made.
 *
 * @returns the grant, for who has to wait for it
 */
export function grantOnTopic(
  scope: Construct,
  id: string,
  topic: ITopic,
  role: 'roles/pubsub.publisher' | 'roles/pubsub.subscriber',
  member: string,
): ITerraformDependable {
  return new PubsubTopicIamMember(scope, id, { topic: topic.topicId, role, member });
}
