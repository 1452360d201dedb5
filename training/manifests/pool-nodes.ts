/** What Kubernetes sees of a pool. */
import { nodesOfUnit, POOL_LABEL } from '../pools/kubernetes';
import { type GkePool } from '../pools/pool';
import { tpuNodeLabel } from './tpu-nodes';

/** The resource that a pod asks for. */
export const resourceOf = ({ accelerator }: GkePool): string =>
  accelerator.kind === 'gpu' ? 'nvidia.com/gpu' : 'google.com/tpu';

/** Accelerators that one node offers, as Kubernetes counts them: shared GPUs count once for each container. */
export function perNode({ accelerator, sharing }: GkePool): number {
  if (accelerator.kind === 'tpu') return accelerator.chipsPerHost;
  if (sharing === undefined) return accelerator.count;
  const parts = sharing.strategy === 'mig' ? partsOf(sharing.partition, accelerator.gpu.memoryGb) : sharing.clients;
  return accelerator.count * parts;
}

/** What one pod asks for: all of its node, but of shared GPUs one, as GKE takes no more. */
export const perPod = (pool: GkePool): number => (pool.sharing === undefined ? perNode(pool) : 1);

/** Accelerators of the pool when it is as large as it may get. */
export const accelerators = (pool: GkePool): number => pool.nodes[1] * nodesOfUnit(pool) * perNode(pool);

/** What a pod needs in order to be placed on the pool. */
export const nodeLabels = (pool: GkePool): Record<string, string> => ({
  [POOL_LABEL]: pool.name,
  ...(pool.accelerator.kind === 'tpu' && {
    'cloud.google.com/gke-tpu-accelerator': tpuNodeLabel(pool.accelerator.machineType),
    'cloud.google.com/gke-tpu-topology': pool.accelerator.topology,
  }),
});

/** What keeps other pods away, and these not: the taint of the pool, and the one that GKE gives to accelerators. */
export const tolerations = (pool: GkePool) => [
  { key: POOL_LABEL, operator: 'Equal', value: pool.name, effect: 'NoSchedule' },
  { key: resourceOf(pool), operator: 'Exists', effect: 'NoSchedule' },
];

const COMPUTE_SLICES = 7;

/**
 * Parts of a GPU: it has seven compute slices, and its memory is divided as well (`2g.10gb`: two slices, 10 GB).
 * https://docs.nvidia.com/datacenter/tesla/mig-user-guide/supported-mig-profiles.html
 */
function partsOf(partition: string, memoryGb: number): number {
  const [, slices = '7', gigabytes = String(memoryGb)] = /^(\d)g\.(\d+)gb/.exec(partition) ?? [];
  return Math.max(1, Math.min(Math.floor(COMPUTE_SLICES / Number(slices)), Math.round(memoryGb / Number(gigabytes))));
}
