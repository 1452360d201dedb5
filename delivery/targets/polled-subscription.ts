import { type DeliveryTrigger } from '../triggers';
import { type DeliveryFacts } from './facts';

/**
 * The subscription that a host looks at by the clock for the messages of a trigger. `undefined` where a person starts the
 * build: there is none, or each look would ask somebody to approve it.
 */
export function polledSubscription(
  { event }: DeliveryTrigger,
  { subscriptions }: DeliveryFacts,
  environment: string | undefined,
): string | undefined {
  return 'message' in event && environment === undefined ? subscriptions?.[event.message.topic] : undefined;
}
