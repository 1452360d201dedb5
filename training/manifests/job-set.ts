import { nodesOfUnit } from '../pools/kubernetes';
import { type GkePool } from '../pools/pool';
import { type KubernetesObject } from './kubernetes-object';
import { type Settings } from './options';
import { nodeLabels, perPod, resourceOf } from './pool-nodes';

export const JOB_SET_API = 'jobset.x-k8s.io/v1alpha2';

/** Where the first worker of torchrun listens, and where the hosts of a TPU slice do. */
const PORTS = { torchrun: 29_500, tpu: 8471 } as const;

const WORKERS = 'workers';

/**
 * A training job on all machines of a pool: one pod a node, started together when Kueue lets it in, and started anew as a
 * whole when one of them fails. Of TPUs it takes one slice.
 */
export function jobSet(pool: GkePool, settings: Settings): KubernetesObject {
  // Nothing before it: with the longest key of a pool, the names of pods just fit.
  const name = pool.name;
  const pods = pool.accelerator.kind === 'tpu' ? nodesOfUnit(pool) : Math.max(1, pool.nodes[1]);
  return {
    apiVersion: JOB_SET_API,
    kind: 'JobSet',
    metadata: {
      name,
      namespace: settings.namespace,
      labels: { 'kueue.x-k8s.io/queue-name': settings.teams[0]!.name },
      ...(nodesOfUnit(pool) > 1 && {
        // A slice is a node pool of its own: its pods must not be spread over two.
        annotations: { 'alpha.jobset.sigs.k8s.io/exclusive-topology': 'cloud.google.com/gke-nodepool' },
      }),
    },
    spec: {
      suspend: true,
      failurePolicy: { maxRestarts: 3 },
      replicatedJobs: [{ name: WORKERS, replicas: 1, template: { spec: job(name, pods, pool, settings) } }],
    },
  };
}

/** No pod is started again by itself: the others would wait for the one that was there before. */
const job = (name: string, pods: number, pool: GkePool, settings: Settings) => ({
  completionMode: 'Indexed',
  parallelism: pods,
  completions: pods,
  backoffLimit: 0,
  template: {
    spec: {
      serviceAccountName: settings.account,
      restartPolicy: 'Never',
      nodeSelector: nodeLabels(pool),
      containers: [container(name, pods, pool, settings)],
      // Data loaders and NCCL share more memory than the 64 MB of a container.
      volumes: [{ name: 'shared-memory', emptyDir: { medium: 'Memory' } }],
    },
  },
});

function container(name: string, pods: number, pool: GkePool, { image }: Settings) {
  const ofGpus = pool.accelerator.kind === 'gpu';
  return {
    name: 'train',
    image,
    command: ofGpus ? torchrun(name, pods, perPod(pool)) : ['python', '-m', 'train'],
    ports: [{ containerPort: ofGpus ? PORTS.torchrun : PORTS.tpu }],
    resources: { limits: { [resourceOf(pool)]: perPod(pool) } },
    securityContext: { allowPrivilegeEscalation: false },
    volumeMounts: [{ name: 'shared-memory', mountPath: '/dev/shm' }],
  };
}

/** One process for each GPU. The first pod is found by the name that JobSet gives it; its index is set by Kubernetes. */
const torchrun = (name: string, pods: number, gpus: number): string[] => [
  'torchrun',
  `--nnodes=${pods}`,
  `--nproc-per-node=${gpus}`,
  '--node-rank=$(JOB_COMPLETION_INDEX)',
  `--master-addr=${name}-${WORKERS}-0-0.${name}`,
  `--master-port=${PORTS.torchrun}`,
  '-m',
  'train',
];
