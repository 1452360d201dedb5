/** Which pool is sent as which number, and what each of its machines is. */
import { type TrainingJob } from '../../../pipelines/training-job';
import { A100S, ALONE, CPU, IMAGE, TENSORFLOW, TORCH, training } from './jobs';
import { sent, sentPools } from './sent';

const poolsOf = (job: TrainingJob) => sentPools(sent(training(job), 'train'));
const four = { machineType: 'a2-highgpu-4g', acceleratorType: 'NVIDIA_TESLA_A100', acceleratorCount: 4 };

describe('pools', () => {
  test('0 is the chief, one machine', () => {
    expect(poolsOf(ALONE)).toEqual([
      { machineSpec: { machineType: 'n1-standard-8' }, replicaCount: '1', containerSpec: { imageUri: IMAGE } },
    ]);
  });

  test('1 is the workers, as the chief where nothing else is said', () => {
    const [chief, workers] = poolsOf(TORCH);
    expect(workers).toEqual({ ...chief, replicaCount: '3' });
    expect(workers!.machineSpec).toEqual(four);
  });

  test('workers can have a machine, a disk and a program of their own', () => {
    const workers = { count: 2, machine: CPU, disk: { sizeGb: 500 }, run: { image: IMAGE, args: ['work'] } } as const;
    expect(poolsOf({ ...ALONE, workers })[1]).toEqual({
      machineSpec: { machineType: 'n1-standard-8' },
      replicaCount: '2',
      diskSpec: { bootDiskSizeGb: 500 },
      containerSpec: { imageUri: IMAGE, args: ['work'] },
    });
  });

  test('2 is the parameter servers, and stays it without workers', () => {
    const [, workers, servers, ...more] = poolsOf(TENSORFLOW);
    expect(workers).toEqual({});
    expect(servers).toMatchObject({ machineSpec: { machineType: 'n1-highmem-4' }, replicaCount: '2' });
    expect(more).toEqual([]);
  });

  test('2 is the reduction server, whose machines have no GPUs and run the image that is nearest', () => {
    const reductionServer = { count: 8 };
    expect(poolsOf({ ...TORCH, reductionServer })[2]).toEqual({
      machineSpec: { machineType: 'n1-highcpu-16' },
      replicaCount: '8',
      containerSpec: { imageUri: 'europe-docker.pkg.dev/vertex-ai-restricted/training/reductionserver:latest' },
    });
    const imageIn = (location: string) => poolsOf({ ...TORCH, location, reductionServer })[2]!.containerSpec!.imageUri;
    expect(imageIn('asia-northeast1')).toMatch(/^asia-docker/);
    expect(imageIn('us-central1')).toMatch(/^us-docker/);
  });

  test('3 is the evaluator, one machine, and stays it without the others', () => {
    const [, workers, servers, evaluator] = poolsOf({ ...ALONE, evaluator: { machine: { type: 'n1-highmem-2' } } });
    expect([workers, servers]).toEqual([{}, {}]);
    expect(evaluator).toMatchObject({ machineSpec: { machineType: 'n1-highmem-2' }, replicaCount: '1' });
  });

  test('a number of machines and an image can come with the run', () => {
    const spec = training(({ count, image }) => ({
      ...ALONE,
      chief: { machine: CPU, run: { image } },
      workers: { count },
    }));
    const [, workers] = sentPools(sent(spec, 'train', { count: '5', image: 'an-image' }));
    expect(workers).toMatchObject({ replicaCount: '5', containerSpec: { imageUri: 'an-image' } });
  });
});

describe('machines', () => {
  const machineOf = (machine: TrainingJob['chief']['machine'], more: Partial<TrainingJob> = {}) =>
    poolsOf({ ...ALONE, ...more, chief: { ...ALONE.chief, machine } } as TrainingJob)[0]!.machineSpec;

  test.each(['a100', 'nvidia-tesla-a100', 'NVIDIA_TESLA_A100'])('%s is sent by its name in Vertex AI', (gpu) => {
    expect(machineOf({ gpu, count: 4 })).toEqual(four);
  });

  test('a GPU can be given to a machine that comes without', () => {
    const t4 = { acceleratorType: 'NVIDIA_TESLA_T4', acceleratorCount: 2 };
    expect(machineOf({ gpu: 't4', count: 2, type: 'n1-standard-16' })).toEqual({
      machineType: 'n1-standard-16',
      ...t4,
    });
  });

  test('a slice of TPUs is one machine with a topology', () => {
    const tpu = { machineType: 'ct5lp-hightpu-4t', tpuTopology: '4x4' };
    expect(machineOf({ tpu: 'v5e', topology: '4x4' })).toEqual(tpu);
  });

  test('a GPU that the run names is sent as it is', () => {
    const spec = training(({ image, count }) => ({
      ...ALONE,
      chief: { machine: { gpu: image, count: 2, type: count }, run: { image: IMAGE } },
    }));
    const [chief] = sentPools(sent(spec, 'train', { image: 'NVIDIA_L4', count: 'g2-standard-24' }));
    const named = { machineType: 'g2-standard-24', acceleratorType: 'NVIDIA_L4', acceleratorCount: 2 };
    expect(chief!.machineSpec).toEqual(named);
  });

  test('where the job runs need not be known', () => {
    const spec = training(({ place }) => ({ ...TORCH, location: place }));
    expect(sentPools(sent(spec, 'train', { place: 'europe-west4' }))[0]!.machineSpec).toEqual(four);
  });

  test.each([
    ['none', { reservationAffinityType: 'NO_RESERVATION' }],
    ['any', { reservationAffinityType: 'ANY_RESERVATION' }],
  ] as const)('reservations can be %s', (reservation, reservationAffinity) => {
    expect(machineOf({ ...A100S, reservation })).toEqual({ ...four, reservationAffinity });
  });

  test('a reservation is found by its full name', () => {
    const values = ['projects/p/zones/europe-west4-a/reservations/ours'];
    const key = 'compute.googleapis.com/reservation-name';
    expect(machineOf({ ...A100S, reservation: { values } })).toEqual({
      ...four,
      reservationAffinity: { reservationAffinityType: 'SPECIFIC_RESERVATION', key, values },
    });
  });

  test('a disk has a type and a size', () => {
    const disk = { type: 'pd-standard', sizeGb: 64000 } as const;
    const [chief] = poolsOf({ ...ALONE, chief: { ...ALONE.chief, disk } });
    expect(chief!.diskSpec).toEqual({ bootDiskType: 'pd-standard', bootDiskSizeGb: 64000 });
  });
});
