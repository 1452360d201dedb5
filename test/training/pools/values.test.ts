/** Values of a pool that are wrong in themselves. */
import { type PoolAsked } from '../../../training/pools/asked';
import { resolvePool } from '../../../training/pools/resolve';
import { poolLines } from './lines';

const asked: PoolAsked = { name: 'big', on: 'gke', gpu: 'nvidia-tesla-a100', count: 4 };

const REFUSED: readonly (readonly [string, Partial<PoolAsked>, readonly string[]])[] = [
  [
    'more fewest nodes than most',
    { nodes: [4, 2] },
    ['nodes: the fewest nodes are more than the most | such as [0, 4]; the second at least 1 | write [2, 4]'],
  ],
  [
    'no node at most',
    { nodes: [0, 0] },
    [
      'nodes: nodes are two whole numbers, the fewest and the most | such as [0, 4]; the second at least 1 | write [0, 1]',
    ],
  ],
  [
    'half a node',
    { nodes: [0, 1.5] },
    [
      'nodes: nodes are two whole numbers, the fewest and the most | such as [0, 4]; the second at least 1 | write [0, 1]',
    ],
  ],
  [
    'one number of nodes',
    { nodes: [3] },
    [
      'nodes: nodes are two whole numbers, the fewest and the most | such as [0, 4]; the second at least 1 | write [0, 1]',
    ],
  ],
  [
    'a negative number of nodes',
    { nodes: [-1, 2] },
    [
      'nodes: nodes are two whole numbers, the fewest and the most | such as [0, 4]; the second at least 1 | write [0, 1]',
    ],
  ],
  ['no worker', { on: 'vertex', workers: 0 }, ['workers: workers is a whole number, at least 1 | 1 or more | write 1']],
  [
    'no TPU VM',
    { gpu: undefined, count: undefined, tpu: 'v5e', topology: '4x4', on: 'tpuVm', vms: 0 },
    ['vms: vms is a whole number, at least 1 | 1 or more | write 1'],
  ],
  [
    'a disk too small for Vertex AI',
    { on: 'vertex', diskGb: 50 },
    ['diskGb: a disk of Vertex AI has at least 100 GB | 100 or more | write 100, or leave it out'],
  ],
  [
    'a GPU shared by one',
    { sharing: { strategy: 'time-sharing', clients: 1 } },
    ['sharing.clients: a GPU is shared by 2 to 48 containers | 2 to 48 | write 2'],
  ],
  [
    'a GPU shared by too many',
    { sharing: { strategy: 'mps', clients: 49 } },
    ['sharing.clients: a GPU is shared by 2 to 48 containers | 2 to 48 | write 48'],
  ],
  [
    'a full name for the letter of a zone',
    { zones: ['europe-west4-a'] },
    ['zones.0: a zone is written as its letter | one letter | write a'],
  ],
];

test.each(REFUSED)('%s is refused', (_name, changed, lines) => {
  expect(poolLines(resolvePool({ ...asked, ...changed }, 'europe-west4'))).toEqual(lines);
});
