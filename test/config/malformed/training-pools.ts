/** Pools of accelerators. What the catalogue refuses is tested beside it; here, that it is said in the place of the file. */
import { plus, type Malformed } from './minimal';

export const MALFORMED_POOLS: readonly Malformed[] = [
  {
    name: 'GPUs that no machine has so many of',
    yaml: plus('training: { pools: { big: { on: gke, gpu: nvidia-tesla-a100, count: 3 } } }'),
    error: [
      'mlops.yaml:6:69  training.pools.big.count: no machine of GKE has 3 x nvidia-tesla-a100; given 3',
      '    allowed: 1, 2, 4, 8 or 16 (a2-megagpu-16g) GPUs; fix: write 4',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a GPU by what people call it',
    yaml: plus('training: { pools: { big: { on: gke, gpu: a100 } } }'),
    error: [
      'mlops.yaml:6:43  training.pools.big.gpu: there is no GPU "a100"; given "a100"',
      '    allowed: nvidia-tesla-p4, nvidia-tesla-p100, nvidia-tesla-v100, nvidia-tesla-t4, nvidia-l4, nvidia-tesla-a100, nvidia-a100-80gb, nvidia-h100-80gb, nvidia-h100-mega-80gb, nvidia-h200-141gb, nvidia-b200, nvidia-gb200 or nvidia-rtx-pro-6000; fix: write nvidia-tesla-a100',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a GPU that no zone of the region has',
    yaml: plus('training: { pools: { new: { on: vertex, gpu: nvidia-gb200, count: 4 } } }'),
    error: [
      'mlops.yaml:6:22  training.pools.new.spot: a4x-highgpu-4g is not sold on demand',
      '    allowed: only as spot capacity or from a reservation; fix: set spot, or name a reservation',
      'mlops.yaml:6:46  training.pools.new.gpu: nvidia-gb200 cannot be used on Vertex AI; given "nvidia-gb200"',
      '    allowed: on Compute Engine; fix: take it on Compute Engine, or take another accelerator',
      'mlops.yaml:6:46  training.pools.new.gpu: 4 x nvidia-gb200 is offered in us-central1-a, not in europe-west4; given "nvidia-gb200"',
      '    allowed: us-central1; fix: take one of these regions, or an accelerator that the region has (docs/accelerators.md)',
      '3 problems in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a TPU on machines of its own that are taken from a reservation and spare at once',
    yaml: plus('training: { pools: { tpu: { on: gke, tpu: v5e, topology: 4x4, spot: true, reservation: ours } } }'),
    error: [
      'mlops.yaml:6:88  training.pools.tpu.reservation: spot capacity is never taken from a reservation; given "ours"',
      '    fix: leave out spot, or the reservation',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a topology that there is not',
    yaml: plus('training: { pools: { tpu: { on: gke, tpu: v5e, topology: 3x3 } } }'),
    error: [
      'mlops.yaml:6:58  training.pools.tpu.topology: there is no slice of v5e with the topology 3x3 on GKE; given "3x3"',
      '    allowed: nearest are 2x2, 2x4, 4x4, 4x8; fix: write 2x2, 2x4, 4x4 or 4x8',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a zone that does not offer it',
    yaml: plus('training: { pools: { tpu: { on: tpuVm, tpu: v5e, topology: 2x2, zones: [a] } } }'),
    error: [
      'mlops.yaml:6:72  training.pools.tpu.zones: v5e 2x2 is offered in europe-west4-b, not in europe-west4-a; given ["a"]',
      '    allowed: europe-west4-b; fix: take some of these, or leave out the zones',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'GPUs and TPUs in one pool',
    yaml: plus('training: { pools: { both: { on: gke, gpu: nvidia-l4, tpu: v5e, topology: 2x2 } } }'),
    error: [
      'mlops.yaml:6:60  training.pools.both.tpu: a pool has a gpu or a tpu, not both; given "v5e"',
      '    fix: leave out one, or make two pools',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a place that takes no pools',
    yaml: plus('training: { pools: { big: { on: slurm, gpu: nvidia-l4 } } }'),
    error: [
      'mlops.yaml:6:33  training.pools.big.on: given "slurm"',
      '    allowed: vertex, gke, tpuVm; fix: write an allowed value',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'more nodes at least than at most',
    yaml: plus('training: { pools: { big: { on: gke, gpu: nvidia-l4, nodes: [4, 2] } } }'),
    error: [
      'mlops.yaml:6:61  training.pools.big.nodes: given [4, 2]',
      '    allowed: [minimum, maximum] with 0 <= minimum <= maximum and 1 <= maximum <= 1000; fix: write [2, 4]',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a pool in an environment that there is not',
    yaml: plus('training: { pools: { big: { on: gke, gpu: nvidia-l4, environments: [de] } } }'),
    error: [
      'mlops.yaml:6:69  training.pools.big.environments[0]: there is no such environment; given "de"',
      '    allowed: dev; fix: write "dev"',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a model that trains on a pool that there is not',
    yaml: plus('training: { pools: { big: { on: vertex, gpu: nvidia-l4 } } }\nmodels: { churn: { trainOn: bigg } }'),
    error: [
      'mlops.yaml:7:29  models.churn.trainOn: there is no such pool; given "bigg"',
      '    allowed: big; fix: write "big"',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a model that trains on nodes of a cluster',
    yaml: plus('training: { pools: { big: { on: gke, gpu: nvidia-l4 } } }\nmodels: { churn: { trainOn: big } }'),
    error: [
      'mlops.yaml:7:29  models.churn.trainOn: its machines are not made for jobs of Vertex AI: on: gke; given "big"',
      '    allowed: a pool with on: vertex; fix: name a pool with on: vertex',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a cluster in a network that the kit does not make',
    yaml: plus(
      'training: { pools: { big: { on: gke, gpu: nvidia-l4 } } }\nnetwork: { existing: { network: projects/acme-net/global/networks/shared, subnetwork: projects/acme-net/regions/europe-west4/subnetworks/ml } }',
    ),
    error: [
      'mlops.yaml:6:33  training.pools.big.on: the cluster needs a subnet of its own, which the kit makes only in a network of its own; given "gke"',
      '    allowed: vertex or tpuVm with network.existing; fix: write "vertex", or remove network.existing',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'nodes and pods with the same addresses',
    yaml: plus('training: { cluster: { nodeRange: 10.36.0.0/20 }, pools: { big: { on: gke, gpu: nvidia-l4 } } }'),
    error: [
      'mlops.yaml:6:13  training.cluster.podRange: it overlaps training.cluster.nodeRange, 10.36.0.0/20; given "10.36.0.0/14"',
      '    allowed: ranges apart from each other; fix: name a free range',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
];
