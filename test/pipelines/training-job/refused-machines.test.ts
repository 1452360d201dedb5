/** Machines that are not offered: the error says what the catalogue of accelerators says. */
import { CATALOGUE, gpuOffer, tpuOffer } from '../../../training/catalogue';
import { type TrainingJob } from '../../../pipelines/training-job';
import { ALONE, messageOf, training } from './jobs';

const at = (input: string, text: string) =>
  `pipeline "training", task "train", input "chief.machine.${input}": ${text}`;
const refusal = (machine: object, more: object = {}) =>
  messageOf(() => training({ ...ALONE, ...more, chief: { ...ALONE.chief, machine } } as TrainingJob));

const wish = { place: 'vertex', region: 'europe-west4', spot: false, reserved: false } as const;
const said = (answer: ReturnType<typeof gpuOffer> | ReturnType<typeof tpuOffer>): string => {
  if (!Array.isArray(answer) || answer.length !== 1) throw new Error('not one refusal');
  const { message, allowed, fix } = answer[0]!;
  return `${allowed ? `${message}: ${allowed}` : message}; ${fix}`;
};

test('a number of GPUs that no machine has is answered with the nearest', () => {
  const offer = gpuOffer({ ...wish, gpu: 'nvidia-tesla-a100', count: 3 });
  expect(refusal({ gpu: 'a100', count: 3 })).toBe(at('count', said(offer)));
});

test('a machine that does not take the GPU is answered with one that does', () => {
  const offer = gpuOffer({ ...wish, gpu: 'nvidia-tesla-a100', count: 1, machineType: 'n1-standard-8' });
  const machine = { gpu: 'a100', count: 1, type: 'n1-standard-8' };
  expect(refusal(machine)).toContain(said(offer));
});

test('a GPU that is not there is answered with where it is, or which there are', () => {
  expect(refusal({ gpu: 'a900', count: 1 })).toContain('a900');
  const elsewhere = gpuOffer({ ...wish, region: 'africa-south1', gpu: 'nvidia-tesla-a100', count: 1 });
  expect(refusal({ gpu: 'a100', count: 1 }, { location: 'africa-south1' })).toContain(said(elsewhere));
});

test('a topology that TPUs do not have is answered with those that they have', () => {
  const offer = tpuOffer({ ...wish, tpu: 'v5e', topology: '3x3' });
  expect(refusal({ tpu: 'v5e', topology: '3x3' })).toBe(at('topology', said(offer)));
});

test('TPUs of Vertex AI are no spot machines', () => {
  const offer = tpuOffer({ ...wish, spot: true, tpu: 'v5e', topology: '4x4' });
  expect(refusal({ tpu: 'v5e', topology: '4x4' }, { strategy: 'SPOT' })).toBe(
    at('tpu', said(offer).replace('leave out spot', 'leave out SPOT')),
  );
});

test('what is sold as spare capacity only can be waited for, and may be what the run wants', () => {
  const offer = gpuOffer({ ...wish, gpu: 'nvidia-h100-80gb', count: 2 });
  const machine = { gpu: 'h100', count: 2 };
  expect(refusal(machine)).toBe(at('gpu', said(offer).replace('set spot', "write strategy: 'SPOT' or 'FLEX_START'")));
  for (const strategy of ['SPOT', 'FLEX_START']) expect(refusal(machine, { strategy })).toBe('not refused');
  const job = { ...ALONE, chief: { ...ALONE.chief, machine } };
  expect(messageOf(() => training(({ count }) => ({ ...job, strategy: count })))).toBe('not refused');
});

test('a job that may run anywhere is refused what no region has', () => {
  const message = messageOf(() =>
    training(({ place }) => ({
      ...ALONE,
      location: place,
      chief: { ...ALONE.chief, machine: { gpu: 'a100', count: 3 } },
    })),
  );
  expect(message).toContain('input "chief.machine.count"');
});

test('a machine that comes with GPUs is not taken without naming them', () => {
  const { title } = CATALOGUE.gpus.find(({ type }) => type === 'nvidia-tesla-a100')!;
  expect(refusal({ type: 'a2-highgpu-4g' })).toBe(
    at(
      'type',
      `a2-highgpu-4g comes with 4 ${title}, which Vertex AI wants named; write gpu: 'NVIDIA_TESLA_A100', count: 4`,
    ),
  );
});

test('no machine is chosen for a GPU that only the run names', () => {
  const message = messageOf(() =>
    training(({ image }) => ({ ...ALONE, chief: { ...ALONE.chief, machine: { gpu: image, count: 1 } } })),
  );
  expect(message).toBe(at('type', 'missing: the GPU is known only in a run; give the machine type'));
});
