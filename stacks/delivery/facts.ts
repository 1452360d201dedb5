import { type Config } from '../../config/schema';
import { isRelayed } from '../../constructs/patterns/delivery-options';
import { PipelineDelivery } from '../../constructs/patterns/pipeline-delivery';
import { type DeliveryFacts } from '../../delivery/targets';
import { type DeliveryTrigger, type TriggerAccount } from '../../delivery/triggers';
import { environmentsOf } from '../settings';
import { deliveryEnvironment, deliveryOf } from './environment';
import { deliveryRepository } from './repository';

/** What the files of a host have to name, by the names that Terraform gives. */
export function deliveryFacts(config: Config, triggers: readonly DeliveryTrigger[]): DeliveryFacts {
  const environment = deliveryEnvironment(config);
  const { builder } = deliveryOf(config);
  const email = (account: TriggerAccount | 'relay') => PipelineDelivery.accountOf(environment, account).email;
  const byEnvironment = (accountOf: (name: string) => TriggerAccount) =>
    Object.fromEntries(environmentsOf(config).map(({ name }) => [name, email(accountOf(name))]));
  const relays = isRelayed({ builder, repository: deliveryRepository(config), triggers });
  return {
    project: environment.project,
    region: environment.region,
    accounts: {
      ci: email('ci'),
      e2e: email('e2e'),
      release: email('release'),
      cd: byEnvironment((name) => ({ cd: name })),
      promote: byEnvironment((name) => ({ promote: name })),
    },
    ...(relays && {
      relay: { topic: PipelineDelivery.relayTopicOf(environment).topicId, account: email('relay') },
    }),
    ...(builder !== 'cloudBuild' && { subscriptions: subscriptionsOf(environment, triggers) }),
  };
}

/** Where messages are looked for, by topic. */
const subscriptionsOf = (
  environment: ReturnType<typeof deliveryEnvironment>,
  triggers: readonly DeliveryTrigger[],
): Record<string, string> =>
  Object.fromEntries(
    triggers.flatMap((trigger) =>
      'message' in trigger.event
        ? [[trigger.event.message.topic, PipelineDelivery.subscriptionOf(environment, trigger)]]
        : [],
    ),
  );
