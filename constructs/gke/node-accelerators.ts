import { type ContainerNodePoolNodeConfig } from '@cdktf/provider-google/lib/container-node-pool';
import { type GpuSharing } from '../../training/pools/pool';

/** GPUs of a node. Changing anything of them replaces the node pool. */
export interface NodeGpus {
  /** Accelerator type: `nvidia-l4`. */
  readonly type: string;
  /** GPUs of one node. */
  readonly count: number;
  /**
   * The driver that GKE installs: its default or latest version, or none.
   * @default 'default'
   */
  readonly driver?: 'default' | 'latest' | 'none';
  /**
   * How containers share a GPU.
   * @default - a container has its GPUs alone
   */
  readonly sharing?: GpuSharing;
}

/** TPUs of a node: the machine type says which and how many. Changing the topology replaces the node pool. */
export interface NodeTpus {
  /** `4x4` */
  readonly topology: string;
  /** Nodes of one slice. */
  readonly hosts: number;
}

const DRIVERS = { default: 'DEFAULT', latest: 'LATEST', none: 'INSTALLATION_DISABLED' } as const;
const STRATEGIES = { 'time-sharing': 'TIME_SHARING', mps: 'MPS' } as const;

type GuestAccelerators = NonNullable<ContainerNodePoolNodeConfig['guestAccelerator']>;

/** https://cloud.google.com/kubernetes-engine/docs/how-to/gpus, .../timesharing-gpus, .../nvidia-mps-gpus, .../gpus-multi */
export function guestAccelerators({ type, count, driver = 'default', sharing }: NodeGpus): GuestAccelerators {
  return [
    {
      type,
      count,
      gpuDriverInstallationConfig: { gpuDriverVersion: DRIVERS[driver] },
      ...(sharing?.strategy === 'mig' && { gpuPartitionSize: sharing.partition }),
      ...(sharing !== undefined &&
        sharing.strategy !== 'mig' && {
          gpuSharingConfig: {
            gpuSharingStrategy: STRATEGIES[sharing.strategy],
            maxSharedClientsPerGpu: sharing.clients,
          },
        }),
    },
  ];
}
