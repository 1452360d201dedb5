import { type Construct } from 'constructs';
import { addGoogleProviders } from '../constructs/core/google-providers';
import { KitStack } from '../constructs/core/kit-stack';
import { StateStore } from '../constructs/patterns/state-store';
import { type Config } from '../config/schema';
import { kitLabels } from './settings';

/**
 * The bucket that holds the state of all other stacks. Its own state is a local file: it has to exist before there is
 * a bucket, and it holds one bucket that can be imported again (docs/state.md).
 */
export class StateStack extends KitStack {
  static readonly ID = 'state';

  constructor(scope: Construct, config: Config, bucketName: string) {
    super(scope, StateStack.ID, { state: { local: true }, labels: { ...kitLabels(config), ...config.labels } });
    const first = Object.values(config.environments)[0]!;
    const project = config.state.project ?? first.project;
    const region = first.region ?? config.region;
    addGoogleProviders(this, { project, region });
    new StateStore(this, 'StateStore', { bucketName, project, location: region });
  }
}
