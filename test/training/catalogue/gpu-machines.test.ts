/** Counts and machine types of GPUs that do not go together, and the nearest that do. */
import { gpuOffer, type GpuWish } from '../../../training/catalogue';
import { refusalLines } from './lines';

const wish: GpuWish = { place: 'gke', region: 'europe-west4', gpu: 'nvidia-tesla-a100', count: 4 };

const REFUSED: readonly (readonly [string, Partial<GpuWish>, readonly string[]])[] = [
  [
    'a count that no machine has',
    { count: 3 },
    ['count: no machine of GKE has 3 x nvidia-tesla-a100 | 1, 2, 4, 8 or 16 (a2-megagpu-16g) GPUs | write 4'],
  ],
  [
    'more GPUs than the largest machine has',
    { count: 32 },
    ['count: no machine of GKE has 32 x nvidia-tesla-a100 | 1, 2, 4, 8 or 16 (a2-megagpu-16g) GPUs | write 16'],
  ],
  [
    'no GPU at all',
    { count: 0 },
    ['count: no machine of GKE has 0 x nvidia-tesla-a100 | 1, 2, 4, 8 or 16 (a2-megagpu-16g) GPUs | write 1'],
  ],
  [
    'a machine type of the family that does not exist',
    { machineType: 'a2-highgpu-3g', count: 3 },
    ['machineType: a2-highgpu-3g does not exist | 1, 2, 4, 8 or 16 (a2-megagpu-16g) GPUs | leave out the machine'],
  ],
  [
    'a mistyped machine type',
    { machineType: 'a2-highgpu-4' },
    [
      'machineType: a2-highgpu-4 does not exist | 1, 2, 4, 8 or 16 (a2-megagpu-16g) GPUs | write a2-highgpu-4g, or leave out the machine',
    ],
  ],
  [
    'a machine type of another GPU',
    { machineType: 'g2-standard-12' },
    [
      'machineType: g2-standard-12 does not take nvidia-tesla-a100 | a2-highgpu-1g, a2-highgpu-2g, a2-highgpu-4g, a2-highgpu-8g, a2-megagpu-16g | write a2-highgpu-4g, or leave out the machine',
    ],
  ],
  [
    'a machine type that takes no GPUs',
    { machineType: 'n2-standard-8' },
    [
      'machineType: n2-standard-8 does not take nvidia-tesla-a100 | a2-highgpu-1g, a2-highgpu-2g, a2-highgpu-4g, a2-highgpu-8g, a2-megagpu-16g | write a2-highgpu-4g, or leave out the machine',
    ],
  ],
  [
    'a machine type with another number of GPUs',
    { machineType: 'a2-highgpu-2g' },
    ['count: a2-highgpu-2g does not have 4 x nvidia-tesla-a100 | 2 GPUs | write 2, or the machine a2-highgpu-4g'],
  ],
  [
    'too few GPUs for a large N1',
    { gpu: 'nvidia-tesla-t4', machineType: 'n1-standard-96', count: 1 },
    ['count: n1-standard-96 does not have 1 x nvidia-tesla-t4 | 4 GPUs | write 4, or the machine n1-standard-4'],
  ],
  [
    'a small N1 in a job of Vertex AI',
    { gpu: 'nvidia-tesla-t4', place: 'vertex', machineType: 'n1-standard-2', count: 1 },
    [
      'machineType: Vertex AI does not take n1-standard-2 with nvidia-tesla-t4 | n1-standard-4, n1-standard-8, n1-standard-16, n1-highmem-2, n1-highmem-4 and 3 more | write n1-standard-4, or leave out the machine',
    ],
  ],
  [
    'an N1 too large for its GPU',
    { gpu: 'nvidia-tesla-p100', machineType: 'n1-standard-96', count: 4 },
    [
      'machineType: n1-standard-96 does not take nvidia-tesla-p100 | n1-standard-4, n1-standard-8, n1-standard-16, n1-standard-32, n1-highmem-2 and 12 more | write n1-standard-4, or leave out the machine',
    ],
  ],
  [
    'an L4 count between two machines',
    { gpu: 'nvidia-l4', count: 6 },
    ['count: no machine of GKE has 6 x nvidia-l4 | 1, 2, 4 or 8 GPUs | write 8'],
  ],
  [
    'fewer H200 than a machine has',
    { gpu: 'nvidia-h200-141gb', count: 4, spot: true },
    ['count: no machine of GKE has 4 x nvidia-h200-141gb | 8 GPUs | write 8'],
  ],
  [
    'more P100 than a machine takes',
    { gpu: 'nvidia-tesla-p100', count: 8 },
    ['count: no machine of GKE has 8 x nvidia-tesla-p100 | 1, 2 or 4 GPUs | write 4'],
  ],
];

test.each(REFUSED)('%s is refused', (_name, asked, lines) => {
  expect(refusalLines(gpuOffer({ ...wish, ...asked }))).toEqual(lines);
});
