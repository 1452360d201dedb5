import { accountKey, type DeliveryTrigger, environmentOf } from './triggers';

/**
 * The protected environment of the host that a build runs in: there people approve it, and only there does it get an
 * identity that Google lets act as its account. `undefined` for what nobody approves.
 */
export function protectedEnvironment(
  trigger: DeliveryTrigger,
  triggers: readonly DeliveryTrigger[],
): string | undefined {
  const { account, event } = trigger;
  if ('pullRequest' in event && event.pullRequest.waitsForComment) return String(account);
  const isApproved = triggers.some((other) => other.approval && accountKey(other.account) === accountKey(account));
  return isApproved ? (environmentOf(account) ?? accountKey(account)) : undefined;
}
