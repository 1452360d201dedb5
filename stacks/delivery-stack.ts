import { type Construct } from 'constructs';
import { addGoogleProviders } from '../constructs/core/google-providers';
import { KitStack } from '../constructs/core/kit-stack';
import { type Environment } from '../constructs/core/environment';
import { type Config } from '../config/schema';
import { deliveryEnvironment } from './delivery/environment';
import { type ModelsStack } from './models-stack';
import { type PlatformStack } from './platform-stack';
import { kitLabels, stateLocation } from './settings';

/**
 * How commits become deployments of all environments: in a project of its own, deployed last, as it grants its accounts
 * access to what the others have made.
 */
export class DeliveryStack extends KitStack {
  /** Part of the state's path: never changes. */
  static readonly ID = 'delivery';

  /** Where builds and what they push are. */
  readonly environment: Environment;

  /** @param deployed the stacks that it delivers to, in the order of their deployment */
  constructor(
    scope: Construct,
    readonly config: Config,
    readonly deployed: readonly (PlatformStack | ModelsStack)[],
  ) {
    super(scope, DeliveryStack.ID, {
      state: stateLocation(config, DeliveryStack.ID),
      labels: { ...kitLabels(config), ...config.labels },
    });
    this.environment = deliveryEnvironment(config);
    addGoogleProviders(this, this.environment);
  }
}
