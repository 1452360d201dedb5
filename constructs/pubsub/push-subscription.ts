import { type ITerraformDependable } from 'cdktf';
import { type Construct } from 'constructs';
import { type Rule } from '../core/errors';
import { type IServiceAccount } from '../iam/service-account';
import { type DeadLetters } from './dead-letters';
import { Subscription, type SubscriptionProps } from './subscription';

export interface PushSubscriptionProps extends SubscriptionProps {
  /** HTTPS address that is called with each message. */
  readonly endpoint: string;
  /** Who calls: the endpoint gets a token of this account. */
  readonly caller: IServiceAccount;
  /** Where messages go that could not be delivered. */
  readonly deadLetters: DeadLetters;
  /**
   * Wait before a refused message is delivered again, `0s` to `600s`; each time twice as long as before.
   * @default '10s'
   */
  readonly minimumBackoff?: string;
  /**
   * Longest wait between two deliveries, up to `600s`.
   * @default '600s'
   */
  readonly maximumBackoff?: string;
  /**
   * Deliveries after which a message is moved to the dead letters, 5 to 100. 20 take over two hours: an outage of some
   * minutes has to move nothing, and Pub/Sub promises neither the number nor the time between them.
   * @default 20
   */
  readonly maxDeliveryAttempts?: number;
  /**
   * What has to exist before the first message is delivered, such as the right to call.
   * @default - nothing
   */
  readonly startAfter?: readonly ITerraformDependable[];
}

/** A subscription that calls an address with each message, and moves away those that keep being refused. */
export class PushSubscription extends Subscription {
  /** @throws ValidationError when the name, a wait or a number is not allowed */
  constructor(scope: Construct, id: string, props: PushSubscriptionProps) {
    const { endpoint, caller, deadLetters, startAfter = [] } = props;
    const { minimumBackoff = '10s', maximumBackoff = '600s', maxDeliveryAttempts = 20 } = props;
    const delivery = {
      pushConfig: {
        pushEndpoint: endpoint,
        // The address is the audience as well: what is served there refuses tokens made for others.
        oidcToken: { serviceAccountEmail: caller.email, audience: endpoint },
        // Google's default, said because Google says it too: the provider would take it away in each plan.
        attributes: { 'x-goog-version': 'v1' },
      },
      retryPolicy: { minimumBackoff, maximumBackoff },
      deadLetterPolicy: { deadLetterTopic: deadLetters.topic.topicId, maxDeliveryAttempts },
      dependsOn: startAfter.length > 0 ? [...startAfter] : undefined,
    };
    super(scope, id, props, delivery, [
      waitRule('minimumBackoff', minimumBackoff),
      waitRule('maximumBackoff', maximumBackoff),
      {
        broken: seconds(minimumBackoff) > seconds(maximumBackoff),
        problem: `minimumBackoff ${minimumBackoff} is longer than maximumBackoff ${maximumBackoff}`,
      },
      {
        broken: !(maxDeliveryAttempts >= 5 && maxDeliveryAttempts <= 100),
        problem: `maxDeliveryAttempts ${maxDeliveryAttempts}: 5 to 100 are allowed`,
      },
    ]);
    this.grantSubscribe('dead-letters', deadLetters.agent);
  }
}

const seconds = (wait: string): number => Number(/^(\d+)s$/.exec(wait)?.[1] ?? NaN);

const waitRule = (name: string, wait: string): Rule => ({
  broken: !(seconds(wait) <= 600),
  problem: `${name} "${wait}" is not valid: "0s" to "600s" are allowed`,
});
