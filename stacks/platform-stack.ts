import { type Construct } from 'constructs';
import { addGoogleProviders } from '../constructs/core/google-providers';
import { KitStack } from '../constructs/core/kit-stack';
import { type Settings, stateLocation } from './settings';

/** What an environment has once: foundation, stores, workspace. What it holds is up to the blueprint of the level. */
export class PlatformStack extends KitStack {
  constructor(
    scope: Construct,
    readonly settings: Settings,
  ) {
    const id = PlatformStack.idOf(settings.environment.name);
    super(scope, id, { state: stateLocation(settings.config, id), labels: settings.labels });
    addGoogleProviders(this, settings.environment);
  }

  /** Part of the state's path: never changes. */
  static idOf(environment: string): string {
    return `platform-${environment}`;
  }
}
