/** What a row of `accelerators.json` says. */

/**
 * What takes the accelerator: Vertex AI custom jobs, node pools of GKE, virtual machines of Compute Engine (and so
 * reservations), or TPU VMs of the Cloud TPU API.
 */
export type Place = 'vertex' | 'gke' | 'compute' | 'tpuVm';

/** A machine type, and how many GPUs it has or can be given. */
export interface GpuMachine {
  readonly machineType: string;
  /** GPUs that one machine can have, ascending; one number where the machine type brings them. */
  readonly counts: readonly number[];
  /** Full names, as `europe-west4-b`. */
  readonly zones: readonly string[];
  /** Places that do not take this machine type although they take the GPU. */
  readonly notIn?: readonly Place[];
  /** Terms of which one must be chosen, where it is not sold on demand. */
  readonly needs?: readonly ('spot' | 'reservation')[];
}

export interface Gpu {
  /** As Compute Engine and GKE name it: `nvidia-tesla-a100`. */
  readonly type: string;
  /** As Vertex AI names it: `NVIDIA_TESLA_A100`; none where Vertex AI does not take it. */
  readonly vertexType?: string;
  /** What people call it: `a100`. */
  readonly alias: readonly string[];
  readonly title: string;
  /** Memory of one GPU in GB. */
  readonly memoryGb: number;
  readonly machines: readonly GpuMachine[];
  readonly places: readonly Place[];
  /** Places that offer it as spot capacity. */
  readonly spot: readonly Place[];
  /** Places that take it from a reservation. */
  readonly reservation: readonly Place[];
  /** Partition sizes of a multi-instance GPU; none where it cannot be divided. */
  readonly partitions?: readonly string[];
  /** Compact placement is possible. */
  readonly compactPlacement: boolean;
  /** Pages of Google that say so. */
  readonly source: readonly string[];
}

/** A host of TPUs as GKE and Vertex AI know it. */
export interface TpuMachine {
  /** `ct5lp-hightpu-4t`; Vertex AI names some of them otherwise, see `vertexMachineType`. */
  readonly machineType: string;
  /** Its name in Vertex AI; none where Vertex AI does not take it. */
  readonly vertexMachineType?: string;
  readonly chipsPerHost: number;
  /** Topologies of a slice of such hosts: `2x4`, `4x4x4`. */
  readonly topologies: readonly string[];
  /** Full names, as `europe-west4-b`. */
  readonly zones: readonly string[];
}

export interface Tpu {
  /** `v5e` */
  readonly generation: string;
  readonly title: string;
  /** High-bandwidth memory of one chip in GB. */
  readonly memoryGb: number;
  readonly machines: readonly TpuMachine[];
  /** As TPU VMs; none where there are no such. */
  readonly tpuVm?: {
    /** `V5LITE_POD`, of the argument `accelerator_config.type`. */
    readonly configType: string;
    /** `v5litepod-`: the accelerator type is this and a number. */
    readonly typePrefix: string;
    /** Numbers that may follow, ascending. */
    readonly sizes: readonly number[];
    /** What the number counts: chips, or TensorCores of which a chip has two. */
    readonly sizeCounts: 'chips' | 'cores';
    readonly chipsPerHost: number;
    /** Most chips of a slice of one machine, where that is more than machines of larger slices have. */
    readonly singleHostChips?: number;
    readonly topologies: readonly string[];
    readonly runtimeVersions: readonly string[];
    readonly defaultRuntimeVersion: string;
    readonly zones: readonly string[];
  };
  readonly places: readonly Place[];
  readonly spot: readonly Place[];
  readonly reservation: readonly Place[];
  /** Takes queued resources. */
  readonly queued: boolean;
  readonly source: readonly string[];
}

export interface Catalogue {
  /** Day of the list of machine types that the rows were last compared with, as `2026-08-17`. */
  readonly asOf: string;
  readonly gpus: readonly Gpu[];
  readonly tpus: readonly Tpu[];
}
