import { type DeliveryTrigger } from '../../delivery/triggers';
import { deliveryFacts } from '../../stacks/delivery/facts';
import { deliveryTriggers } from '../../stacks/delivery/triggers';
import { emailOf } from '../../delivery/targets/facts';
import { deliveredConfig } from './write';

/** A trigger as people look at it. */
export interface ListedTrigger extends Omit<DeliveryTrigger, 'build' | 'account'> {
  /** E-mail address of the account that its build runs as. */
  readonly account: string;
  readonly approval: boolean;
}

/** @throws ConfigError, UsageError for mistakes in what was given */
export function listedTriggers(file: string): ListedTrigger[] {
  const { config } = deliveredConfig(file);
  const triggers = deliveryTriggers(config);
  const facts = deliveryFacts(config, triggers);
  return triggers.map(({ key, file, description, event, account, ...trigger }) => ({
    ...{ key, file, description, event },
    account: emailOf(facts, account),
    substitutions: trigger.substitutions,
    includedFiles: trigger.includedFiles,
    ignoredFiles: trigger.ignoredFiles,
    approval: trigger.approval ?? false,
  }));
}
