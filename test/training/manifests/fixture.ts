import { type GkePool, type GpuSharing, type NodeRange } from '../../../training/pools/pool';

const terms = (name: string, zone: string, nodes: NodeRange) => ({
  name,
  on: 'gke' as const,
  zoneNames: [zone],
  nodes,
  diskGb: 200,
  driver: 'default' as const,
  compactPlacement: false,
});

interface GpuPoolOptions {
  count?: number;
  nodes?: NodeRange;
  memoryGb?: number;
  sharing?: GpuSharing;
}

/** A pool of machines with GPUs. */
export const gpuPool = (
  name: string,
  { count = 4, nodes = [0, 2], memoryGb = 40, sharing }: GpuPoolOptions = {},
): GkePool => ({
  ...terms(name, 'europe-west4-a', nodes),
  ...(sharing && { sharing }),
  accelerator: {
    kind: 'gpu',
    gpu: {
      type: 'nvidia-tesla-a100',
      vertexType: 'NVIDIA_TESLA_A100',
      alias: ['a100'],
      title: 'NVIDIA A100 40 GB',
      memoryGb,
      machines: [],
      places: ['gke'],
      spot: [],
      reservation: [],
      compactPlacement: true,
      source: [],
    },
    count,
    machineType: `a2-highgpu-${count}g`,
    zones: ['europe-west4-a'],
  },
});

/** A pool of slices of TPUs: 4x4 spans four hosts, 2x2 is one. */
export function tpuPool(name: string, { topology = '4x4', nodes = [0, 1] as NodeRange } = {}): GkePool {
  const chips = topology.split('x').reduce((product, side) => product * Number(side), 1);
  const tpu = {
    ...{ generation: 'v5e', title: 'TPU v5e', memoryGb: 16, machines: [], source: [] },
    ...{ places: ['gke' as const], spot: [], reservation: [], queued: false },
  };
  const slice = { topology, chips, hosts: chips / 4, chipsPerHost: 4, machineType: 'ct5lp-hightpu-4t' };
  return {
    ...terms(name, 'europe-west4-b', nodes),
    accelerator: { kind: 'tpu', tpu, ...slice, zones: ['europe-west4-b'] },
  };
}
