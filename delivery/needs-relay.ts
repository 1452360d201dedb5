import { type DeliveryTrigger, isOnTag } from './triggers';

/**
 * Whether an event gets to a trigger by the relay, of those that Secure Source Manager tells of. A triggers file knows no
 * approval; and it knows names, not whether they are of a branch or of a tag: whoever may push a branch called `v9` would
 * run its steps as the account of releases. What listens to the relay has its steps from Terraform, and clones a tag.
 */
export const needsRelay = (trigger: DeliveryTrigger): boolean =>
  !('message' in trigger.event) && (trigger.approval === true || isOnTag(trigger));
