/** What can be asked of the catalogue, and what it answers. */
import { type Gpu, type Place, type Tpu } from './rows';

interface Where {
  readonly place: Place;
  /** `europe-west4` */
  readonly region: string;
  /** Full names. @default - those of the region that offer it */
  readonly zones?: readonly string[];
  /** @default false */
  readonly spot?: boolean;
  /** From a reservation. @default false */
  readonly reserved?: boolean;
}

export interface GpuWish extends Where {
  /** `nvidia-tesla-a100` */
  readonly gpu: string;
  /** GPUs of one machine. */
  readonly count: number;
  /** @default - the smallest machine that takes them */
  readonly machineType?: string;
}

export interface TpuWish extends Where {
  /** Generation: `v5e`. */
  readonly tpu: string;
  /** `4x4` */
  readonly topology: string;
  /** Of GKE and Vertex AI. @default - the host with most chips that makes the topology */
  readonly machineType?: string;
  /** Of TPU VMs. @default - the newest */
  readonly runtimeVersion?: string;
  /** Of TPU VMs: wait in a queue for it. @default false */
  readonly queued?: boolean;
}

export interface GpuOffer {
  readonly gpu: Gpu;
  readonly count: number;
  readonly machineType: string;
  /** Zones of the region (among those asked for) that offer it. */
  readonly zones: readonly string[];
}

export interface TpuOffer {
  readonly tpu: Tpu;
  readonly topology: string;
  readonly chips: number;
  /** Machines of one slice. */
  readonly hosts: number;
  readonly chipsPerHost: number;
  /** In GKE; in Vertex AI its name there; of a TPU VM its accelerator type, as `v5litepod-16`. */
  readonly machineType: string;
  readonly zones: readonly string[];
  /** Of TPU VMs. */
  readonly runtimeVersion?: string;
}

/** Why a wish cannot be met, and what comes nearest. */
export interface Refusal {
  /** The property of the wish that is wrong. */
  readonly field: keyof GpuWish | keyof TpuWish;
  /** `a2-highgpu-3g does not exist` */
  readonly message: string;
  /** `1, 2, 4, 8 or 16 GPUs` */
  readonly allowed?: string;
  /** `write 4` */
  readonly fix: string;
}
