/** Names, places and terms of GPUs that are refused. */
import { gpuOffer, type GpuWish } from '../../../training/catalogue';
import { refusalLines } from './lines';

const wish: GpuWish = { place: 'gke', region: 'europe-west4', gpu: 'nvidia-tesla-a100', count: 4 };

const REFUSED: readonly (readonly [string, Partial<GpuWish>, readonly string[]])[] = [
  [
    'an alias',
    { gpu: 'a100' },
    [
      'gpu: there is no GPU "a100" | nvidia-tesla-p4, nvidia-tesla-p100, nvidia-tesla-v100, nvidia-tesla-t4, nvidia-l4, nvidia-tesla-a100, nvidia-a100-80gb, nvidia-h100-80gb, nvidia-h100-mega-80gb, nvidia-h200-141gb, nvidia-b200, nvidia-gb200 or nvidia-rtx-pro-6000 | write nvidia-tesla-a100',
    ],
  ],
  [
    'the name of Vertex AI',
    { gpu: 'NVIDIA_TESLA_A100' },
    [
      'gpu: there is no GPU "NVIDIA_TESLA_A100" | nvidia-tesla-p4, nvidia-tesla-p100, nvidia-tesla-v100, nvidia-tesla-t4, nvidia-l4, nvidia-tesla-a100, nvidia-a100-80gb, nvidia-h100-80gb, nvidia-h100-mega-80gb, nvidia-h200-141gb, nvidia-b200, nvidia-gb200 or nvidia-rtx-pro-6000 | write nvidia-tesla-a100',
    ],
  ],
  [
    'a mistyped GPU',
    { gpu: 'nvidia-telsa-t4' },
    [
      'gpu: there is no GPU "nvidia-telsa-t4" | nvidia-tesla-p4, nvidia-tesla-p100, nvidia-tesla-v100, nvidia-tesla-t4, nvidia-l4, nvidia-tesla-a100, nvidia-a100-80gb, nvidia-h100-80gb, nvidia-h100-mega-80gb, nvidia-h200-141gb, nvidia-b200, nvidia-gb200 or nvidia-rtx-pro-6000 | write nvidia-tesla-t4',
    ],
  ],
  [
    'a GPU with a space',
    { gpu: 'H100 Mega' },
    [
      'gpu: there is no GPU "H100 Mega" | nvidia-tesla-p4, nvidia-tesla-p100, nvidia-tesla-v100, nvidia-tesla-t4, nvidia-l4, nvidia-tesla-a100, nvidia-a100-80gb, nvidia-h100-80gb, nvidia-h100-mega-80gb, nvidia-h200-141gb, nvidia-b200, nvidia-gb200 or nvidia-rtx-pro-6000 | write nvidia-h100-mega-80gb',
    ],
  ],
  [
    'a GPU of another maker',
    { gpu: 'amd-mi300x' },
    [
      'gpu: there is no GPU "amd-mi300x" | nvidia-tesla-p4, nvidia-tesla-p100, nvidia-tesla-v100, nvidia-tesla-t4, nvidia-l4, nvidia-tesla-a100, nvidia-a100-80gb, nvidia-h100-80gb, nvidia-h100-mega-80gb, nvidia-h200-141gb, nvidia-b200, nvidia-gb200 or nvidia-rtx-pro-6000 | take one of these (docs/accelerators.md)',
    ],
  ],
  [
    'a GPU on TPU VMs',
    { place: 'tpuVm' },
    [
      'place: nvidia-tesla-a100 cannot be used on TPU VMs | on Vertex AI, GKE or Compute Engine | take it on Vertex AI, GKE or Compute Engine, or take another accelerator',
    ],
  ],
  [
    'GB200 in GKE',
    { gpu: 'nvidia-gb200', region: 'us-central1', reserved: true },
    [
      'place: nvidia-gb200 cannot be used on GKE | on Compute Engine | take it on Compute Engine, or take another accelerator',
    ],
  ],
  [
    'spot from a reservation',
    { spot: true, reserved: true },
    ['reserved: spot capacity is never taken from a reservation | leave out spot, or the reservation'],
  ],
  [
    'B200 on demand',
    { gpu: 'nvidia-b200', count: 8 },
    [
      'spot: a4-highgpu-8g is not sold on demand | only as spot capacity or from a reservation | set spot, or name a reservation',
    ],
  ],
  [
    'one H100 on demand',
    { gpu: 'nvidia-h100-80gb', count: 1 },
    ['spot: a3-highgpu-1g is not sold on demand | only as spot capacity | set spot'],
  ],
  [
    'one H100 from a reservation',
    { gpu: 'nvidia-h100-80gb', count: 1, reserved: true },
    [
      'reserved: a3-highgpu-1g is not sold from a reservation | only as spot capacity | set spot instead of the reservation',
    ],
  ],
];

test.each(REFUSED)('%s is refused', (_name, asked, lines) => {
  expect(refusalLines(gpuOffer({ ...wish, ...asked }))).toEqual(lines);
});
