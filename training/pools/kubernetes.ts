/** What the nodes of a pool and the pods on them agree on. */
import { type GkePool } from './pool';

/** Label and taint of the nodes of a pool; its value is the key of the pool. */
export const POOL_LABEL = 'mlops-kit/pool';

/** The Kubernetes account that training runs as, and where it is. */
export const TRAINING_POD = { namespace: 'training', account: 'train' } as const;

/** Nodes of a slice of TPUs; GPUs come in single nodes. */
export const nodesOfUnit = ({ accelerator }: GkePool): number => (accelerator.kind === 'tpu' ? accelerator.hosts : 1);
