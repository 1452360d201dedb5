import { type ITerraformDependable, Token } from 'cdktf';
import { Construct } from 'constructs';
import { CloudbuildWorkerPool } from '@cdktf/provider-google/lib/cloudbuild-worker-pool';
import { validate } from '../core/errors';
import { validateName } from '../core/naming/naming';

export interface WorkerPoolProps {
  /** Changing it replaces the pool. */
  readonly poolName: string;
  /** Google Cloud project id. Changing it replaces the pool. */
  readonly project: string;
  /** Region of the builds. Changing it replaces the pool. */
  readonly location: string;
  /** @default 'e2-standard-4' */
  readonly machineType?: string;
  /**
   * Disk of a worker in GB, up to 1000.
   * @default 100
   */
  readonly diskSizeGb?: number;
  /**
   * Give workers an address of their own, and with it a way out to the internet.
   * @default false
   */
  readonly externalIp?: boolean;
  /**
   * A network of one's own that workers reach, by peering. Changing it replaces the pool. (Private Service Connect, which
   * the provider offers as well, is not served by Google yet, as the provider's tests say.)
   * @default - Google's own network: workers reach Google APIs
   * @see https://cloud.google.com/build/docs/private-pools/set-up-private-pool-environment
   */
  readonly peering?: {
    /** `projects/P/global/networks/N` */
    readonly networkId: string;
    /** The peering and its ranges, from which workers get addresses. */
    readonly ready: readonly ITerraformDependable[];
  };
}

/** Addresses of the workers, out of the ranges of the peering: Google's default, said because Google says it too. */
const POOL_RANGE = '/24';

/** Workers for builds that nobody else's builds run on; without a way out unless it is asked for. */
export class WorkerPool extends Construct {
  /** `projects/P/locations/L/workerPools/W`: what a build names. */
  readonly poolName: string;

  /** @throws ValidationError when the name or the disk is not allowed */
  constructor(scope: Construct, id: string, props: WorkerPoolProps) {
    super(scope, id);
    const { project, location, machineType = 'e2-standard-4', diskSizeGb = 100, externalIp = false, peering } = props;
    validateName(this, 'workerPool', props.poolName);
    validate(this, [
      {
        broken: !Token.isUnresolved(diskSizeGb) && !(diskSizeGb >= 1 && diskSizeGb <= 1000),
        problem: `diskSizeGb ${diskSizeGb}: 1 to 1000 are allowed`,
      },
    ]);
    const pool = new CloudbuildWorkerPool(this, 'Resource', {
      name: props.poolName,
      project,
      location,
      workerConfig: { machineType, diskSizeGb, noExternalIp: !externalIp },
      networkConfig: peering && { peeredNetwork: peering.networkId, peeredNetworkIpRange: POOL_RANGE },
      dependsOn: peering && [...peering.ready],
    });
    this.poolName = pool.id;
  }

  /** The name of a pool, without looking it up. */
  static nameOf(project: string, location: string, poolName: string): string {
    return `projects/${project}/locations/${location}/workerPools/${poolName}`;
  }
}
