/** Keys of a pool that do not go together. */
import { type PoolAsked } from '../../../training/pools/asked';
import { resolvePool } from '../../../training/pools/resolve';
import { poolLines } from './lines';

const asked: PoolAsked = { name: 'big', on: 'gke', gpu: 'nvidia-tesla-a100', count: 4 };

const REFUSED: readonly (readonly [string, Partial<PoolAsked>, readonly string[]])[] = [
  [
    'a gpu and a tpu',
    { tpu: 'v5e', topology: '4x4' },
    ['tpu: a pool has a gpu or a tpu, not both | leave out one, or make two pools'],
  ],
  [
    'neither a gpu nor a tpu',
    { gpu: undefined, count: undefined },
    [': a pool has a gpu or a tpu | add "gpu: nvidia-l4", or "tpu" and "topology"'],
  ],
  [
    'a tpu without a topology',
    { gpu: undefined, count: undefined, tpu: 'v5e' },
    [
      'topology: a tpu needs a topology: the chips of a slice and how they are arranged | add the topology, such as "topology: 2x2" (docs/accelerators.md)',
    ],
  ],
  ['a topology of a gpu', { topology: '2x2' }, ['topology: topology is a key of a tpu | leave out topology']],
  [
    'a count of a tpu',
    { gpu: undefined, count: 4, tpu: 'v5e', topology: '4x4' },
    ['count: count is a key of a gpu | leave out count'],
  ],
  ['workers in a cluster', { workers: 2 }, ['workers: workers is a key of "on: vertex" | leave out workers']],
  ['nodes of a job', { on: 'vertex', nodes: [0, 2] }, ['nodes: nodes is a key of "on: gke" | leave out nodes']],
  [
    'a disk of a TPU VM',
    { gpu: undefined, count: undefined, tpu: 'v5e', topology: '4x4', on: 'tpuVm', diskGb: 200 },
    ['diskGb: diskGb is a key of "on: vertex" and "on: gke" | leave out diskGb'],
  ],
  [
    'a driver of a tpu',
    { gpu: undefined, count: undefined, tpu: 'v5e', topology: '4x4', driver: 'latest' },
    ['driver: driver is a key of a gpu with "on: gke" | leave out driver'],
  ],
  [
    'sharing of a job',
    { on: 'vertex', sharing: { strategy: 'mps', clients: 2 } },
    ['sharing: sharing is a key of a gpu with "on: gke" | leave out sharing'],
  ],
  [
    'compact placement of a tpu',
    { gpu: undefined, count: undefined, tpu: 'v5e', topology: '4x4', compactPlacement: true },
    ['compactPlacement: compactPlacement is a key of a gpu with "on: gke" | leave out compactPlacement'],
  ],
  ['a queue in a cluster', { queued: true }, ['queued: queued is a key of "on: tpuVm" | leave out queued']],
  [
    'a runtime version and a number of machines of a cluster',
    { runtimeVersion: 'tpu-ubuntu2204-base', vms: 2 },
    [
      'runtimeVersion: runtimeVersion is a key of "on: tpuVm" | leave out runtimeVersion',
      'vms: vms is a key of "on: tpuVm" | leave out vms',
    ],
  ],
  [
    'a gpu as a TPU VM',
    { on: 'tpuVm' },
    [
      'gpu: nvidia-tesla-a100 cannot be used on TPU VMs | on Vertex AI, GKE or Compute Engine | take it on Vertex AI, GKE or Compute Engine, or take another accelerator',
    ],
  ],
];

test.each(REFUSED)('%s is refused', (_name, changed, lines) => {
  expect(poolLines(resolvePool({ ...asked, ...changed }, 'europe-west4'))).toEqual(lines);
});
