/** TPU slices that cannot be had, and the nearest that can. */
import { tpuOffer, type TpuWish } from '../../../training/catalogue';
import { refusalLines } from './lines';

const wish: TpuWish = { place: 'gke', region: 'europe-west4', tpu: 'v5e', topology: '4x4' };

const REFUSED: readonly (readonly [string, Partial<TpuWish>, readonly string[]])[] = [
  [
    'a region without the generation',
    { region: 'europe-west1' },
    [
      'region: v5e 4x4 is offered in europe-west4-b, not in europe-west1 | europe-west4, us-central1, us-south1, us-west1, us-west4 | take one of these regions, or an accelerator that the region has (docs/accelerators.md)',
    ],
  ],
  [
    'a region of a continent without it',
    { region: 'asia-east1' },
    [
      'region: v5e 4x4 is offered in europe-west4-b, us-central1-a, us-south1-a, us-west1-c, us-west4-a, not in asia-east1 | europe-west4, us-central1, us-south1, us-west1, us-west4 | take one of these regions, or an accelerator that the region has (docs/accelerators.md)',
    ],
  ],
  [
    'a zone without it',
    { zones: ['europe-west4-a'] },
    [
      'zones: v5e 4x4 is offered in europe-west4-b, not in europe-west4-a | europe-west4-b | take some of these, or leave out the zones',
    ],
  ],
  [
    'an accelerator type for a generation',
    { tpu: 'v5litepod' },
    ['tpu: there is no TPU generation "v5litepod" | v3, v4, v5e, v5p, v6e or v7x | write v5e'],
  ],
  [
    'a name with tpu before it',
    { tpu: 'TPU v6e' },
    ['tpu: there is no TPU generation "TPU v6e" | v3, v4, v5e, v5p, v6e or v7x | write v6e'],
  ],
  [
    'a generation that does not exist',
    { tpu: 'v9' },
    ['tpu: there is no TPU generation "v9" | v3, v4, v5e, v5p, v6e or v7x | take one of these (docs/accelerators.md)'],
  ],
  [
    'a topology that no slice has',
    { topology: '4x5' },
    [
      'topology: there is no slice of v5e with the topology 4x5 on GKE | nearest are 2x4, 4x4, 4x8, 8x8 | write 2x4, 4x4, 4x8 or 8x8',
    ],
  ],
  [
    'a cube of a flat generation',
    { topology: '2x2x4' },
    [
      'topology: there is no slice of v5e with the topology 2x2x4 on GKE | nearest are 2x4, 4x4, 4x8, 8x8 | write 2x4, 4x4, 4x8 or 8x8',
    ],
  ],
  [
    'a square of a generation of cubes',
    { tpu: 'v5p', topology: '4x4' },
    [
      'topology: there is no slice of v5p with the topology 4x4 on GKE | nearest are 2x2x2, 2x2x4, 2x4x4, 4x4x4 | write 2x2x2, 2x2x4, 2x4x4 or 4x4x4',
    ],
  ],
  [
    'a number of chips for a topology',
    { topology: '16' },
    [
      'topology: there is no slice of v5e with the topology 16 on GKE | nearest are 1x1, 2x2, 2x4, 4x4 | write 1x1, 2x2, 2x4 or 4x4',
    ],
  ],
  [
    'a slice larger than the largest',
    { topology: '32x32' },
    [
      'topology: there is no slice of v5e with the topology 32x32 on GKE | nearest are 8x16, 16x16 | write 8x16 or 16x16',
    ],
  ],
  [
    'a slice of v7x that spans machines',
    { tpu: 'v7x', region: 'us-central1', topology: '2x2x2' },
    ['topology: there is no slice of v7x with the topology 2x2x2 on GKE | nearest are 2x2x1 | write 2x2x1'],
  ],
  [
    'a host of another generation',
    { machineType: 'ct6e-standard-4t' },
    [
      'machineType: ct6e-standard-4t is not a host of v5e | ct5lp-hightpu-1t, ct5lp-hightpu-4t, ct5lp-hightpu-8t | leave out the machine',
    ],
  ],
  [
    'a host that does not make the topology',
    { machineType: 'ct5lp-hightpu-8t' },
    [
      'machineType: ct5lp-hightpu-8t does not make the topology 4x4 | it makes 2x4 | write ct5lp-hightpu-4t, or leave out the machine',
    ],
  ],
  [
    'a machine type of a TPU VM',
    { place: 'tpuVm', machineType: 'ct5lp-hightpu-4t' },
    ['machineType: a TPU VM has no machine type: its topology says which machines it has | leave out the machine'],
  ],
  [
    'v4 in Vertex AI',
    { tpu: 'v4', place: 'vertex', topology: '2x2x1', region: 'us-central2' },
    [
      'place: v4 cannot be used on Vertex AI | on GKE or TPU VMs | take it on GKE or TPU VMs, or take another accelerator',
    ],
  ],
  [
    'v7x as a TPU VM',
    { tpu: 'v7x', place: 'tpuVm', topology: '2x2x1', region: 'us-central1' },
    ['place: v7x cannot be used on TPU VMs | on GKE | take it on GKE, or take another accelerator'],
  ],
  [
    'spot in Vertex AI',
    { place: 'vertex', spot: true },
    ['spot: v5e is not offered as spot capacity on Vertex AI | on GKE or TPU VMs | leave out spot'],
  ],
  [
    'v3 from a reservation',
    { tpu: 'v3', topology: '4x4', reserved: true },
    ['reserved: v3 is not offered from a reservation on GKE | nowhere | leave out the reservation'],
  ],
  ['a queue in GKE', { queued: true }, ['queued: GKE has no queued resources | only TPU VMs | leave out queued']],
  [
    'a runtime version of another generation',
    { place: 'tpuVm', runtimeVersion: 'v2-alpha-tpuv6e' },
    [
      'runtimeVersion: v2-alpha-tpuv6e is no runtime version of v5e | v2-alpha-tpuv5-lite | write v2-alpha-tpuv5-lite, or leave it out',
    ],
  ],
  [
    'a runtime version in GKE',
    { runtimeVersion: 'v2-alpha-tpuv5-lite' },
    ['runtimeVersion: GKE takes no runtime version: containers bring their software | leave it out'],
  ],
  [
    'everything at once',
    { place: 'tpuVm', topology: '3x3', spot: true, reserved: true, runtimeVersion: 'latest', region: 'europe-west2' },
    [
      'reserved: spot capacity is never taken from a reservation | leave out spot, or the reservation',
      'topology: there is no slice of v5e with the topology 3x3 on TPU VMs | nearest are 2x2, 2x4, 4x4, 4x8 | write 2x2, 2x4, 4x4 or 4x8',
      'runtimeVersion: latest is no runtime version of v5e | v2-alpha-tpuv5-lite | write v2-alpha-tpuv5-lite, or leave it out',
      'region: v5e is offered in europe-west4-b, not in europe-west2 | europe-west4, us-central1, us-south1, us-west1, us-west4 | take one of these regions, or an accelerator that the region has (docs/accelerators.md)',
    ],
  ],
];

test.each(REFUSED)('%s is refused', (_name, asked, lines) => {
  expect(refusalLines(tpuOffer({ ...wish, ...asked }))).toEqual(lines);
});
