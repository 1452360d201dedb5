import { Construct } from 'constructs';
import { WorkerPool } from '../cloudbuild/worker-pool';
import { type Environment } from '../core/environment';
import { type INetwork } from '../network/network';
import { ServicePeering } from '../network/service-peering';

export interface DeliveryPoolProps {
  /** Where builds are, and under which names. */
  readonly environment: Environment;
  /**
   * A network of the project that builds reach, such as the way to a Git server of one's own.
   * @default - they reach Google and nothing else
   */
  readonly network?: INetwork;
}

/** Workers without a way out, for the builds of a private environment. */
export class DeliveryPool extends Construct {
  /** `projects/P/locations/L/workerPools/W` */
  readonly poolName: string;

  constructor(scope: Construct, id: string, { environment, network }: DeliveryPoolProps) {
    super(scope, id);
    const { project, region, naming } = environment;
    const peering = network && new ServicePeering(this, 'Peering', { project, naming, network });
    this.poolName = new WorkerPool(this, 'Pool', {
      poolName: naming.name('workerPool', 'builds'),
      project,
      location: region,
      peering,
    }).poolName;
  }

  /** The pool of a private environment, without looking it up; undefined where builds run on Google's own workers. */
  static nameOf({ project, region, naming, private: isPrivate }: Environment): string | undefined {
    return isPrivate ? WorkerPool.nameOf(project, region, naming.name('workerPool', 'builds')) : undefined;
  }
}
