import { type Construct } from 'constructs';
import { Subscription, type SubscriptionProps } from './subscription';

/** A subscription whose messages wait until somebody comes for them. */
export class PullSubscription extends Subscription {
  constructor(scope: Construct, id: string, props: SubscriptionProps) {
    super(scope, id, props);
  }
}
