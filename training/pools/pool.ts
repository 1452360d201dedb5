/** A pool of accelerators, asked for and resolved. The configuration, constructs and manifests all mean this. */
import { type GpuOffer, type TpuOffer } from '../catalogue';

/** What is taken, and at which terms. */
export interface PoolTerms {
  /**
   * Zones by their letters. A node pool keeps its zones for good.
   * @default - those of the region that offer the accelerator
   */
  readonly zones?: readonly string[];
  /**
   * Spare capacity: cheaper, and taken back at any moment.
   * @default false
   */
  readonly spot?: boolean;
  /**
   * Name of a reservation to take from.
   * @default - none
   */
  readonly reservation?: string;
}

/** How several containers use one GPU. https://cloud.google.com/kubernetes-engine/docs/concepts/timesharing-gpus */
export type GpuSharing =
  | { readonly strategy: 'time-sharing' | 'mps'; readonly clients: number }
  | { readonly strategy: 'mig'; readonly partition: string };

/** Machines of a node pool, fewest and most. Of TPUs that span machines: the one slice, or none. */
export type NodeRange = readonly [number, number];

/** A pool with what the catalogue knows of it. */
export interface ResolvedPool extends PoolTerms {
  /** Key of the pool. */
  readonly name: string;
  readonly accelerator: ({ readonly kind: 'gpu' } & GpuOffer) | ({ readonly kind: 'tpu' } & TpuOffer);
  /** Full names. */
  readonly zoneNames: readonly string[];
}

export interface VertexPool extends ResolvedPool {
  readonly on: 'vertex';
  /** Machines of one job. */
  readonly workers: number;
  readonly diskGb: number;
}

export interface GkePool extends ResolvedPool {
  readonly on: 'gke';
  readonly nodes: NodeRange;
  readonly diskGb: number;
  /** Who installs the driver of GPUs: GKE its default or latest version, or nobody. */
  readonly driver: 'default' | 'latest' | 'none';
  readonly sharing?: GpuSharing;
  readonly compactPlacement: boolean;
}

export interface TpuVmPool extends ResolvedPool {
  readonly on: 'tpuVm';
  readonly runtimeVersion: string;
  /** Wait in a queue for it; otherwise it is there or the deployment fails. */
  readonly queued: boolean;
  /** TPU VMs of the pool: they are billed from deployment to removal. */
  readonly count: number;
}

export type Pool = VertexPool | GkePool | TpuVmPool;
