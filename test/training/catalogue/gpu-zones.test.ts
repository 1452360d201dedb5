/** Regions and zones that do not have a GPU, and the nearest that do. */
import { gpuOffer, type GpuWish } from '../../../training/catalogue';
import { refusalLines } from './lines';

const wish: GpuWish = { place: 'gke', region: 'europe-west4', gpu: 'nvidia-tesla-a100', count: 4 };

const REFUSED: readonly (readonly [string, Partial<GpuWish>, readonly string[]])[] = [
  [
    'a region of a continent that has it',
    { region: 'europe-west1' },
    [
      'region: 4 x nvidia-tesla-a100 is offered in europe-west4-a, europe-west4-b, not in europe-west1 | europe-west4, asia-northeast1, asia-northeast3, asia-southeast1, me-west1 and 5 more | take one of these regions, or an accelerator that the region has (docs/accelerators.md)',
    ],
  ],
  [
    'a region of a continent that lacks it',
    { region: 'southamerica-east1' },
    [
      'region: 4 x nvidia-tesla-a100 is offered in asia-northeast1-a, asia-northeast1-c, asia-northeast3-b, asia-southeast1-b, asia-southeast1-c and 11 more, not in southamerica-east1 | asia-northeast1, asia-northeast3, asia-southeast1, europe-west4, me-west1 and 5 more | take one of these regions, or an accelerator that the region has (docs/accelerators.md)',
    ],
  ],
  [
    'a region that does not exist',
    { region: 'europe-west99', gpu: 'nvidia-l4', count: 1 },
    [
      'region: 1 x nvidia-l4 is offered in europe-west1-b, europe-west1-c, europe-west2-a, europe-west2-b, europe-west3-a and 6 more, not in europe-west99 | europe-west1, europe-west2, europe-west3, europe-west4, europe-west6 and 12 more | take one of these regions, or an accelerator that the region has (docs/accelerators.md)',
    ],
  ],
  [
    'a zone without it',
    { zones: ['europe-west4-c'] },
    [
      'zones: 4 x nvidia-tesla-a100 is offered in europe-west4-a and europe-west4-b, not in europe-west4-c | europe-west4-a, europe-west4-b | take some of these, or leave out the zones',
    ],
  ],
  [
    'a zone with it and one without',
    { zones: ['europe-west4-a', 'europe-west4-c'] },
    [
      'zones: 4 x nvidia-tesla-a100 is offered in europe-west4-a and europe-west4-b, not in europe-west4-c | europe-west4-a, europe-west4-b | take some of these, or leave out the zones',
    ],
  ],
  [
    'a zone that does not exist',
    { zones: ['europe-west4-z'], gpu: 'nvidia-tesla-t4', count: 1 },
    [
      'zones: 1 x nvidia-tesla-t4 is offered in europe-west4-a, europe-west4-b and europe-west4-c, not in europe-west4-z | europe-west4-a, europe-west4-b, europe-west4-c | take some of these, or leave out the zones',
    ],
  ],
  [
    'a list of no zones',
    { zones: [] },
    ['zones: no zone is named | europe-west4-a, europe-west4-b | leave out the zones'],
  ],
  [
    'a machine type in a region that has only smaller ones',
    { region: 'us-east1', machineType: 'a2-megagpu-16g', count: 16 },
    [
      'region: a2-megagpu-16g is offered in us-central1-a, us-central1-b, us-central1-c, us-central1-f, not in us-east1 | us-central1, asia-southeast1, europe-west4 | take one of these regions, or an accelerator that the region has (docs/accelerators.md)',
    ],
  ],
  [
    'a count in a region that has only smaller machines',
    { region: 'us-west1', count: 16 },
    [
      'region: 16 x nvidia-tesla-a100 is offered in us-central1-a, us-central1-b, us-central1-c, us-central1-f, not in us-west1 | us-central1, asia-southeast1, europe-west4 | take one of these regions, or an accelerator that the region has (docs/accelerators.md)',
    ],
  ],
  [
    'a count and a region at once',
    { region: 'europe-west1', count: 3 },
    [
      'count: no machine of GKE has 3 x nvidia-tesla-a100 | 1, 2, 4, 8 or 16 (a2-megagpu-16g) GPUs | write 4',
      'region: nvidia-tesla-a100 is offered in europe-west4-a, europe-west4-b, not in europe-west1 | europe-west4, asia-northeast1, asia-northeast3, asia-southeast1, me-west1 and 5 more | take one of these regions, or an accelerator that the region has (docs/accelerators.md)',
    ],
  ],
];

test.each(REFUSED)('%s is refused', (_name, asked, lines) => {
  expect(refusalLines(gpuOffer({ ...wish, ...asked }))).toEqual(lines);
});
