import { Construct } from 'constructs';
import { type EncryptionKey } from '../core/encryption';
import { PullSubscription } from './pull-subscription';
import { Topic } from './topic';

export interface DeadLettersProps {
  /** Of the topic and of its subscription. Changing it replaces both. */
  readonly name: string;
  /** Google Cloud project id. Changing it replaces both. */
  readonly project: string;
  /** The one region in which messages are stored. */
  readonly region: string;
  /** IAM member of the project's Pub/Sub service agent, which moves messages here. */
  readonly agent: string;
  /**
   * Refuse to destroy or replace topic and subscription.
   * @default true
   */
  readonly protect?: boolean;
  /** @default - a key of Google */
  readonly encryptionKey?: EncryptionKey;
}

/** As long as Google keeps a message. */
const KEEP_DAYS = 31;

/**
 * A topic for messages that could not be acted on, with a subscription in which they wait for somebody: a topic that
 * nobody subscribes to loses what is published to it.
 */
export class DeadLetters extends Construct {
  readonly topic: Topic;
  readonly subscription: PullSubscription;
  /** Who moves messages here. */
  readonly agent: string;

  constructor(scope: Construct, id: string, { name, agent, ...props }: DeadLettersProps) {
    super(scope, id);
    this.agent = agent;
    this.topic = new Topic(this, 'Topic', { ...props, topicName: name });
    this.subscription = new PullSubscription(this, 'Subscription', {
      subscriptionName: name,
      project: props.project,
      topic: this.topic,
      keepMessagesDays: KEEP_DAYS,
      protect: props.protect,
    });
    this.topic.grantPublish('agent', agent);
  }
}
