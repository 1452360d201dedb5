/** Machines with GPUs and TPUs that models train on: an option of every level. */
import * as z from 'zod';
import * as is from '../patterns';
import { object } from './object';

const sharing = z
  .discriminatedUnion('strategy', [
    object({
      strategy: z.literal('time-sharing').describe('Containers take turns on a GPU.'),
      clients: z.int().min(2).max(48).describe('Containers that share a GPU.'),
    }),
    object({
      strategy: z.literal('mps').describe('Containers use a GPU at the same time, each a share of its memory.'),
      clients: z.int().min(2).max(48).describe('Containers that share a GPU.'),
    }),
    object({
      strategy: z.literal('mig').describe('A GPU is divided in hardware.'),
      partition: z.string().min(1).describe('Size of a part, such as `1g.5gb`.'),
    }),
  ])
  .describe('How containers share a GPU; of `on: gke`. Changing it replaces the node pool.');

const pool = object({
  on: z
    .enum(['vertex', 'gke', 'tpuVm'])
    .describe(
      '`vertex`: machines of a Vertex AI job, made for the job; `gke`: nodes of a cluster, from zero; `tpuVm`: virtual machines of Cloud TPU, billed until they are removed.',
    ),
  environments: z.array(is.environmentName).min(1).optional().describe('Environments that have it. Default: all.'),
  gpu: z.string().min(1).optional().describe('Accelerator type, such as `nvidia-tesla-a100` (docs/accelerators.md).'),
  count: z.int().min(1).max(16).optional().describe('GPUs of one machine. Default: 1.'),
  tpu: z.string().min(1).optional().describe('Or a TPU generation, such as `v5e` (docs/accelerators.md).'),
  topology: z.string().min(1).optional().describe('Of a TPU: chips of a slice, such as `4x4`.'),
  machine: z.string().min(1).optional().describe('Machine type. Default: the smallest that takes the accelerators.'),
  zones: z
    .array(z.enum(['a', 'b', 'c', 'd', 'f']))
    .min(1)
    .optional()
    .describe('Zones of the region, by their letters. Default: those that offer it.'),
  spot: z.boolean().optional().describe('Spare capacity: cheaper, and taken back at any moment. Default: false.'),
  reservation: is.key.optional().describe('Name of a reservation to take machines from. Default: none.'),
  workers: z.int().min(1).max(1000).optional().describe('Of `vertex`: machines of a job. Default: 1.'),
  nodes: is.nodes
    .optional()
    .describe('Of `gke`: fewest and most nodes; of a TPU that spans machines, its one slice. Default: [0, 1].'),
  diskGb: z.int().min(50).max(64000).optional().describe('Boot disk in GB. Default: 200.'),
  driver: z
    .enum(['default', 'latest', 'none'])
    .optional()
    .describe('Of GPUs on `gke`: the driver that GKE installs. Default: default.'),
  sharing: sharing.optional(),
  compactPlacement: z.boolean().optional().describe('Of GPUs on `gke`: nodes close to each other. Default: false.'),
  runtimeVersion: z.string().min(1).optional().describe('Of `tpuVm`: its software. Default: the newest known.'),
  queued: z.boolean().optional().describe('Of `tpuVm`: wait until there is one, instead of failing. Default: false.'),
  vms: z.int().min(1).max(100).optional().describe('Of `tpuVm`: how many. Default: 1.'),
}).describe('Machines of one kind.');

const cluster = object({
  nodeRange: is.clusterRange.default('10.32.0.0/20').describe('Addresses of nodes.'),
  podRange: is.clusterRange.default('10.36.0.0/14').describe('Addresses of pods: 256 for each node.'),
  serviceRange: is.clusterRange.default('10.40.0.0/20').describe('Addresses of Kubernetes services.'),
}).describe('The cluster of the pools `on: gke`. Changing a range replaces it.');

export const trainingPools = object({
  cluster: cluster.prefault({}),
  pools: z.record(is.key, pool).default({}).describe('Pools, by key.'),
}).describe(
  'Machines with GPUs and TPUs to train on. At every level; added and removed without touching anything else.',
);
