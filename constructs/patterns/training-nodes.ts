import { type Construct } from 'constructs';
import { type EncryptionKey } from '../core/encryption';
import { type ICluster } from '../gke/cluster';
import { NodePool } from '../gke/node-pool';
import { type IServiceAccount } from '../iam/service-account';
import { nodesOfUnit, POOL_LABEL } from '../../training/pools/kubernetes';
import { type GkePool } from '../../training/pools/pool';

interface Nodes {
  readonly cluster: ICluster;
  readonly serviceAccount: IServiceAccount;
  readonly encryptionKey?: EncryptionKey;
}

/** Name of the pool of the cluster's own nodes. */
export const SYSTEM_POOL = 'system';

/** One small node for what the cluster itself and its queues run on: pools of accelerators start at zero. */
export function systemNodes(scope: Construct, nodes: Nodes): void {
  new NodePool(scope, 'System', {
    ...nodes,
    name: SYSTEM_POOL,
    machineType: 'e2-standard-4',
    zones: [`${nodes.cluster.location}-b`],
    nodes: [1, 3],
  });
}

/** The node pool of a pool. */
export function addTrainingNodes(scope: Construct, pool: GkePool, nodes: Nodes): void {
  const { accelerator, sharing, driver } = pool;
  const hosts = nodesOfUnit(pool);
  const tpus = accelerator.kind === 'tpu' ? { topology: accelerator.topology, hosts } : undefined;
  const [fewest, most] = pool.nodes;
  new NodePool(scope, `Pool-${pool.name}`, {
    ...nodes,
    // A name of Google's is at most 40 characters long, as a key is: no prefix.
    name: pool.name,
    machineType: accelerator.machineType,
    zones: hosts > 1 ? pool.zoneNames.slice(0, 1) : pool.zoneNames,
    nodes: [fewest * hosts, most * hosts],
    diskGb: pool.diskGb,
    gpus:
      accelerator.kind === 'gpu'
        ? { type: accelerator.gpu.type, count: accelerator.count, driver, sharing }
        : undefined,
    tpus,
    spot: pool.spot,
    reservation: pool.reservation,
    compactPlacement: pool.compactPlacement,
    nodeLabels: { [POOL_LABEL]: pool.name },
    taints: { [POOL_LABEL]: pool.name },
  });
}
