/** What a pool asks of an accelerator that cannot do it. */
import { type PoolAsked } from '../../../training/pools/asked';
import { resolvePool } from '../../../training/pools/resolve';
import { poolLines } from './lines';

const asked: PoolAsked = { name: 'big', on: 'gke', gpu: 'nvidia-tesla-a100', count: 4 };

const REFUSED: readonly (readonly [string, Partial<PoolAsked>, readonly string[]])[] = [
  [
    'a part that the GPU has not',
    { sharing: { strategy: 'mig', partition: '1g.10gb' } },
    [
      'sharing.partition: nvidia-tesla-a100 has no part of the size 1g.10gb | 1g.5gb, 2g.10gb, 3g.20gb, 7g.40gb | write 1g.5gb',
    ],
  ],
  [
    'parts of a GPU that cannot be divided',
    { gpu: 'nvidia-l4', sharing: { strategy: 'mig', partition: '1g.5gb' } },
    ['sharing.strategy: nvidia-l4 cannot be divided | time-sharing or mps | write time-sharing or mps'],
  ],
  [
    'several slices of TPUs that span machines',
    { gpu: undefined, count: undefined, tpu: 'v5e', topology: '4x4', nodes: [0, 2] },
    [
      'nodes: a node pool is one slice of TPUs that spans machines | [0, 1] or [1, 1] | write [0, 1], and add a pool for each further slice',
    ],
  ],
  [
    'compact placement over several zones',
    { compactPlacement: true },
    ['zones: nodes close to each other are in one zone | europe-west4-a, europe-west4-b | name one zone'],
  ],
  [
    'compact placement of a GPU without it',
    { gpu: 'nvidia-tesla-t4', zones: ['a'], compactPlacement: true },
    [
      'compactPlacement: machines with nvidia-tesla-t4 cannot be placed close to each other | leave out compactPlacement',
    ],
  ],
  [
    'a zone of a job without a reservation',
    { on: 'vertex', zones: ['a'] },
    ['zones: Vertex AI chooses the zone of a job, unless it is from a reservation | leave out zones'],
  ],
  [
    'a reservation of a job in one of two zones',
    { on: 'vertex', reservation: 'mine' },
    ['zones: a reservation is in one zone | europe-west4-a, europe-west4-b | name the zone of the reservation'],
  ],
  [
    'spot from a reservation',
    { spot: true, reservation: 'mine' },
    ['reservation: spot capacity is never taken from a reservation | leave out spot, or the reservation'],
  ],
  [
    'a GPU that is not sold on demand',
    { gpu: 'nvidia-b200', count: 8 },
    [
      'spot: a4-highgpu-8g is not sold on demand | only as spot capacity or from a reservation | set spot, or name a reservation',
    ],
  ],
  [
    'a zone without the GPU',
    { zones: ['c'] },
    [
      'zones: 4 x nvidia-tesla-a100 is offered in europe-west4-a and europe-west4-b, not in europe-west4-c | europe-west4-a, europe-west4-b | take some of these, or leave out the zones',
    ],
  ],
  [
    'a wrong count',
    { count: 5 },
    ['count: no machine of GKE has 5 x nvidia-tesla-a100 | 1, 2, 4, 8 or 16 (a2-megagpu-16g) GPUs | write 4'],
  ],
  [
    'a wrong machine',
    { machine: 'a2-highgpu-8g' },
    ['count: a2-highgpu-8g does not have 4 x nvidia-tesla-a100 | 8 GPUs | write 8, or the machine a2-highgpu-4g'],
  ],
  [
    'a GPU by its alias',
    { gpu: 'a100' },
    [
      'gpu: there is no GPU "a100" | nvidia-tesla-p4, nvidia-tesla-p100, nvidia-tesla-v100, nvidia-tesla-t4, nvidia-l4, nvidia-tesla-a100, nvidia-a100-80gb, nvidia-h100-80gb, nvidia-h100-mega-80gb, nvidia-h200-141gb, nvidia-b200, nvidia-gb200 or nvidia-rtx-pro-6000 | write nvidia-tesla-a100',
    ],
  ],
  [
    'a topology that does not exist',
    { gpu: undefined, count: undefined, tpu: 'v5e', topology: '4x3' },
    [
      'topology: there is no slice of v5e with the topology 4x3 on GKE | nearest are 2x2, 2x4, 4x4, 4x8 | write 2x2, 2x4, 4x4 or 4x8',
    ],
  ],
  [
    'a tpu that the region lacks',
    { gpu: undefined, count: undefined, tpu: 'v7x', topology: '2x2x1' },
    [
      'tpu: v7x 2x2x1 is offered in us-central1-c, not in europe-west4 | us-central1 | take one of these regions, or an accelerator that the region has (docs/accelerators.md)',
    ],
  ],
  [
    'mistakes of several kinds, all of them',
    { count: 3, nodes: [2, 1], workers: 2, spot: true, reservation: 'mine' },
    [
      'workers: workers is a key of "on: vertex" | leave out workers',
      'nodes: the fewest nodes are more than the most | such as [0, 4]; the second at least 1 | write [1, 2]',
      'reservation: spot capacity is never taken from a reservation | leave out spot, or the reservation',
      'count: no machine of GKE has 3 x nvidia-tesla-a100 | 1, 2, 4, 8 or 16 (a2-megagpu-16g) GPUs | write 4',
    ],
  ],
];

test.each(REFUSED)('%s is refused', (_name, changed, lines) => {
  expect(poolLines(resolvePool({ ...asked, ...changed }, 'europe-west4'))).toEqual(lines);
});
