import { Construct } from 'constructs';
import { type DeliveryTrigger } from '../../delivery/triggers';
import { type Environment } from '../core/environment';
import { PullSubscription } from '../pubsub/pull-subscription';
import { type DeliveryAccounts } from './delivery-accounts';

export interface DeliveryMessagesProps {
  /** Where builds are, under which names, and how protected. */
  readonly environment: Environment;
  /** What starts builds. */
  readonly triggers: readonly DeliveryTrigger[];
  /** Whom builds run as: each takes the messages of its own triggers. */
  readonly accounts: DeliveryAccounts;
}

/** Where messages wait for a host that Pub/Sub cannot start, and that looks for them by the clock. */
export class DeliveryMessages extends Construct {
  constructor(scope: Construct, id: string, { environment, triggers, accounts }: DeliveryMessagesProps) {
    super(scope, id);
    const { project, naming, protect } = environment;
    for (const { key, event, account } of triggers) {
      if (!('message' in event)) continue;
      new PullSubscription(this, key, {
        subscriptionName: naming.name('subscription', 'messages', key),
        project,
        topic: { topicId: event.message.topic },
        protect,
      }).grantSubscribe('build', accounts.get(account).member);
    }
  }

  /** `projects/P/subscriptions/S`, without looking it up. */
  static subscriptionOf({ project, naming }: Environment, key: string): string {
    return `projects/${project}/subscriptions/${naming.name('subscription', 'messages', key)}`;
  }
}
