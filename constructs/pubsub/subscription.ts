import { Construct } from 'constructs';
import { PubsubSubscription, type PubsubSubscriptionConfig } from '@cdktf/provider-google/lib/pubsub-subscription';
import { PubsubSubscriptionIamMember } from '@cdktf/provider-google/lib/pubsub-subscription-iam-member';
import { type Rule, validate } from '../core/errors';
import { validateName } from '../core/naming/naming';
import { type ITopic } from './topic';

export interface SubscriptionProps {
  /** Changing it replaces the subscription, and loses the messages that wait in it. */
  readonly subscriptionName: string;
  /** Google Cloud project id. Changing it replaces the subscription. */
  readonly project: string;
  /** Changing it replaces the subscription. */
  readonly topic: ITopic;
  /**
   * Seconds after which a message that nobody confirmed is delivered again, 10 to 600.
   * @default 60
   */
  readonly ackDeadlineSeconds?: number;
  /**
   * Days that a message waits to be confirmed, 1 to 31.
   * @default 7
   */
  readonly keepMessagesDays?: number;
  /**
   * Refuse to destroy or replace the subscription.
   * @default true
   */
  readonly protect?: boolean;
}

const DAY = 24 * 3600;

/** A subscription that is never dropped for lack of use, as Google would after 31 days. */
export abstract class Subscription extends Construct {
  /** `projects/P/subscriptions/S` */
  readonly subscriptionId: string;
  readonly subscriptionName: string;

  /** @throws ValidationError when the name or a number is not allowed */
  protected constructor(
    scope: Construct,
    id: string,
    props: SubscriptionProps,
    delivery: Partial<PubsubSubscriptionConfig> = {},
    rules: readonly Rule[] = [],
  ) {
    super(scope, id);
    const { ackDeadlineSeconds = 60, keepMessagesDays = 7, protect = true } = props;
    validateName(this, 'subscription', props.subscriptionName);
    validate(this, [
      {
        broken: !(ackDeadlineSeconds >= 10 && ackDeadlineSeconds <= 600),
        problem: `ackDeadlineSeconds ${ackDeadlineSeconds}: 10 to 600 are allowed`,
      },
      {
        broken: !(keepMessagesDays >= 1 && keepMessagesDays <= 31),
        problem: `keepMessagesDays ${keepMessagesDays}: 1 to 31 are allowed`,
      },
      ...rules,
    ]);
    const subscription = new PubsubSubscription(this, 'Resource', {
      name: props.subscriptionName,
      project: props.project,
      topic: props.topic.topicId,
      ackDeadlineSeconds,
      messageRetentionDuration: `${keepMessagesDays * DAY}s`,
      expirationPolicy: { ttl: '' },
      lifecycle: protect ? { preventDestroy: true } : undefined,
      ...delivery,
    });
    this.subscriptionId = subscription.id;
    this.subscriptionName = subscription.name;
  }

  /** Lets somebody take messages from the subscription. */
  grantSubscribe(id: string, member: string): void {
    new PubsubSubscriptionIamMember(this, `Subscribe-${id}`, {
      subscription: this.subscriptionId,
      role: 'roles/pubsub.subscriber',
      member,
    });
  }
}
