/** A pool as a person asks for it, and why it cannot be had. */
import { type Place } from '../catalogue';
import { type GpuSharing, type NodeRange, type PoolTerms } from './pool';

/** What stands below `training.pools.NAME` of mlops.yaml. Keys that do not go together are refused, not ignored. */
export interface PoolAsked extends PoolTerms {
  /** Key of the pool. */
  readonly name: string;
  /** Where the machines are. */
  readonly on: Exclude<Place, 'compute'>;
  /** Accelerator type: `nvidia-tesla-a100`. @default - none: then `tpu` */
  readonly gpu?: string;
  /** GPUs of one machine. @default 1 */
  readonly count?: number;
  /** TPU generation: `v5e`. @default - none: then `gpu` */
  readonly tpu?: string;
  /** Of a TPU: `4x4`. */
  readonly topology?: string;
  /** @default - the first that the catalogue has for them */
  readonly machine?: string;
  /** Of `vertex`: machines of one job. @default 1 */
  readonly workers?: number;
  /** Of `gke`: fewest and most nodes; of a TPU that spans machines, its one slice. @default [0, 1] */
  readonly nodes?: NodeRange | readonly number[];
  /** Boot disk in GB; not of `tpuVm`. @default 200 */
  readonly diskGb?: number;
  /** Of GPUs on `gke`. @default 'default' */
  readonly driver?: 'default' | 'latest' | 'none';
  /** Of GPUs on `gke`. @default - a container has its GPUs alone */
  readonly sharing?: GpuSharing;
  /** Of GPUs on `gke`: nodes close to each other. @default false */
  readonly compactPlacement?: boolean;
  /** Of `tpuVm`. @default - the newest known */
  readonly runtimeVersion?: string;
  /** Of `tpuVm`: wait in a queue for it. @default false */
  readonly queued?: boolean;
  /** Of `tpuVm`: how many. @default 1 */
  readonly vms?: number;
}

/** One mistake of a pool. */
export interface PoolRefusal {
  /** Where, below the pool. */
  readonly path: readonly (string | number)[];
  readonly message: string;
  /** What stands there. */
  readonly given?: unknown;
  readonly allowed?: string;
  /** What to do about it. */
  readonly fix: string;
}
