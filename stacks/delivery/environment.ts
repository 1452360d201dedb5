import { type Config, type DeliveryConfig } from '../../config/schema';
import { type Environment } from '../../constructs/core/environment';
import { Naming } from '../../constructs/core/naming/naming';

/** Part of names, in the place of an environment. */
const NAME = 'cicd';

/** What delivery is configured as; a configuration is only built at level 2 when it says so. */
export function deliveryOf(config: Config): DeliveryConfig {
  if (!config.delivery) throw new Error('the configuration has no delivery');
  return config.delivery;
}

/** Where builds, their accounts and what they push are. */
export function deliveryEnvironment(config: Config): Environment {
  const { project, region } = deliveryOf(config);
  return {
    name: NAME,
    stage: 'production',
    project,
    region: region ?? config.region,
    naming: new Naming({ product: config.product, environment: NAME, project, suffix: config.nameSuffix }),
    protect: true,
    private: config.security.private,
  };
}
