/** Jobs that Vertex AI would refuse: the error names pipeline, task and prop, and what to write instead. */
import { CATALOGUE } from '../../../training/catalogue';
import { type TrainingJob } from '../../../pipelines/training-job';
import { A100S, ALONE, CPU, IMAGE, messageOf, TENSORFLOW, TORCH, training } from './jobs';

const A100_TITLE = CATALOGUE.gpus.find(({ type }) => type === 'nvidia-tesla-a100')!.title;
const refusal = (job: unknown) => messageOf(() => training(job as TrainingJob));
const at = (input: string, text: string) => `pipeline "training", task "train", input "${input}": ${text}`;
const withChief = (chief: object) => ({ ...ALONE, chief: { ...ALONE.chief, ...chief } });
const running = (run: object) => withChief({ run: { image: IMAGE, ...run } });

const jobs: readonly [string, object, string, string][] = [
  [
    'a disk that is too small',
    withChief({ disk: { sizeGb: 50 } }),
    'chief.disk.sizeGb',
    'a boot disk has 100 to 64000 GB, given 50; write 100',
  ],
  [
    'a disk that is too large',
    withChief({ disk: { sizeGb: 70000 } }),
    'chief.disk.sizeGb',
    'a boot disk has 100 to 64000 GB, given 70000; write 64000',
  ],
  [
    'an unknown disk',
    withChief({ disk: { type: 'local-ssd' } }),
    'chief.disk.type',
    '"local-ssd" is no boot disk of Vertex AI; it takes pd-ssd, pd-standard, hyperdisk-balanced',
  ],
  [
    'no workers',
    { ...TORCH, workers: { count: 0 } },
    'workers.count',
    'a pool has a whole number of machines, given 0; write 1 or more, or leave the pool out',
  ],
  [
    'half a GPU',
    withChief({ machine: { gpu: 'a100', count: 0.5 } }),
    'chief.machine.count',
    'a machine has a whole number of GPUs, given 0.5; write 1 or more',
  ],
  [
    'a word as a machine type',
    withChief({ machine: { type: 'large' } }),
    'chief.machine.type',
    '"large" is no machine type; write one as "n1-standard-8"',
  ],
  [
    'a variable that Vertex AI sets',
    running({ env: { CLUSTER_SPEC: '{}' } }),
    'chief.run.env.CLUSTER_SPEC',
    'is set by Vertex AI; leave it out',
  ],
  [
    'a variable that cannot be',
    running({ env: { 'my-mode': 'x' } }),
    'chief.run.env.my-mode',
    'is no name of an environment variable; use letters, digits and _',
  ],
  [
    'a package on this machine',
    withChief({ run: { executorImage: 'i', packages: ['dist/t.tar.gz'], module: 't' } }),
    'chief.run.packages',
    '"dist/t.tar.gz" is not in Cloud Storage; write gs://BUCKET/FILE.tar.gz',
  ],
  [
    'a package of nothing',
    withChief({ run: { executorImage: 'i', packages: [], module: 't' } }),
    'chief.run.packages',
    'takes 1 to 100 packages, given 0',
  ],
  [
    'parameter servers beside a reduction server',
    {
      ...TENSORFLOW,
      chief: { ...TENSORFLOW.chief, machine: A100S },
      workers: { count: 1 },
      reductionServer: { count: 1 },
    },
    'reductionServer',
    'has the place of the parameter servers, pool 2; leave one of them out',
  ],
  [
    'parameter servers for PyTorch',
    { ...TORCH, parameterServers: { count: 1, machine: CPU } },
    'parameterServers',
    "are for TensorFlow; write framework: 'tensorflow', or leave them out",
  ],
  [
    'a reduction server without workers',
    { ...TORCH, workers: undefined, reductionServer: { count: 1 } },
    'reductionServer',
    'has no workers to add up for; give workers',
  ],
  [
    'a reduction server for processors',
    { ...TORCH, chief: { ...TORCH.chief, machine: CPU }, reductionServer: { count: 1 } },
    'reductionServer',
    'adds up for GPUs, and chief and workers do not all have them; give them GPUs, or leave the reduction server out',
  ],
  [
    'torchrun without a program',
    { ...TORCH, chief: { machine: CPU, run: { image: IMAGE } } },
    'chief.run',
    'torchrun needs to know what to start; give image and program',
  ],
  [
    'a program without torchrun',
    running({ program: 'train.py' }),
    'chief.run',
    "only torchrun starts a program; write framework: 'pytorch'",
  ],
  [
    'half a process',
    { ...TORCH, chief: { ...TORCH.chief, run: { image: IMAGE, program: 't.py', processes: 0.5 } }, workers: undefined },
    'chief.run.processes',
    'a machine runs a whole number of processes, given 0.5; write 1 or more',
  ],
  [
    'workers with TPUs',
    { ...withChief({ machine: { tpu: 'v5e', topology: '4x4' } }), workers: { count: 1 } },
    'workers',
    'a slice of TPUs is one machine of one pool; take a larger topology: Vertex AI makes its hosts',
  ],
  [
    'spot machines from a reservation',
    { ...withChief({ machine: { ...CPU, reservation: 'any' } }), strategy: 'SPOT' },
    'chief.machine.reservation',
    'spot machines do not come from reservations; leave the reservation out, or the strategy SPOT',
  ],
  [
    'a reservation by its short name',
    withChief({ machine: { ...CPU, reservation: { values: ['ours'] } } }),
    'chief.machine.reservation.values',
    '"ours" is not the full name of a reservation; write projects/PROJECT/zones/ZONE/reservations/NAME',
  ],
  [
    'a reservation elsewhere',
    withChief({ machine: { ...CPU, reservation: { values: ['projects/p/zones/us-east1-b/reservations/r'] } } }),
    'chief.machine.reservation.values',
    '"projects/p/zones/us-east1-b/reservations/r" is not in europe-west4, where the job runs; name one of a zone of europe-west4',
  ],
  [
    'a strategy of earlier days',
    { ...ALONE, strategy: 'ON_DEMAND' },
    'strategy',
    '"ON_DEMAND" is no strategy; it takes STANDARD, SPOT and FLEX_START',
  ],
  [
    'a wait for spot machines',
    { ...ALONE, strategy: 'SPOT', maxWaitDuration: '60s' },
    'maxWaitDuration',
    "only FLEX_START waits; write strategy: 'FLEX_START', or leave it out",
  ],
  [
    'a wait without a strategy',
    { ...ALONE, maxWaitDuration: '60s' },
    'maxWaitDuration',
    "only FLEX_START waits; write strategy: 'FLEX_START', or leave it out",
  ],
  ['a duration in hours', { ...ALONE, timeout: '2h' }, 'timeout', '"2h" is no duration; write seconds as "86400s"'],
  [
    'a network by its project id',
    { ...ALONE, network: 'projects/p/global/networks/v' },
    'network',
    '"projects/p/global/networks/v" is not the full name of a network; write projects/NUMBER/global/networks/NAME, with the number of the project',
  ],
  [
    'a network and an interface',
    {
      ...ALONE,
      network: 'projects/1/global/networks/v',
      pscInterface: { networkAttachment: 'projects/p/regions/europe-west4/networkAttachments/n' },
    },
    'pscInterface',
    'a job has a peered network or an interface, not both; leave one of them out',
  ],
  [
    'an interface elsewhere',
    { ...ALONE, pscInterface: { networkAttachment: 'projects/p/regions/us-east1/networkAttachments/n' } },
    'pscInterface.networkAttachment',
    'is in us-east1, the job in europe-west4; name one of europe-west4',
  ],
  [
    'ranges of no network',
    { ...ALONE, reservedIpRanges: ['r'] },
    'reservedIpRanges',
    'are ranges of the peered network, and there is none; give the network',
  ],
  [
    'a key elsewhere',
    { ...ALONE, encryptionKey: 'projects/p/locations/us-east1/keyRings/r/cryptoKeys/k' },
    'encryptionKey',
    'is in us-east1, the job in europe-west4; name one of europe-west4',
  ],
  [
    'a TensorBoard without an account',
    { ...ALONE, tensorboard: 'projects/p/locations/europe-west4/tensorboards/1' },
    'tensorboard',
    'needs an account that writes and a folder to write to; give serviceAccount and baseOutputDirectory',
  ],
  [
    'output on this machine',
    { ...ALONE, baseOutputDirectory: 'out' },
    'baseOutputDirectory',
    '"out" is not in Cloud Storage; write gs://BUCKET/FOLDER',
  ],
  [
    'a zone as the location',
    { ...ALONE, location: 'europe-west4-a' },
    'location',
    '"europe-west4-a" is no region; write one as "europe-west4"',
  ],
  [
    'a label in capitals',
    { ...ALONE, labels: { Team: 'x' } },
    'labels.Team',
    'is no key of a label; use up to 63 lower-case letters, digits, _ and -, a letter first',
  ],
];

const more: typeof jobs = [
  [
    'reducers with GPUs',
    { ...TORCH, reductionServer: { count: 1, machineType: 'a2-highgpu-1g' } },
    'reductionServer.machineType',
    `reducers use no accelerators, and it has 1 ${A100_TITLE}; take n1-highcpu-16`,
  ],
  [
    'waiting for processors',
    { ...ALONE, strategy: 'FLEX_START' },
    'strategy',
    'FLEX_START is for L4, A100, H100, H200 and B200 GPUs; give the chief one of them',
  ],
  [
    'waiting for different machines',
    { ...TORCH, strategy: 'FLEX_START', reductionServer: { count: 1 } },
    'strategy',
    'FLEX_START wants the same machine in all pools; give all the machine of the chief',
  ],
  [
    'eight days after waiting',
    { ...TORCH, strategy: 'FLEX_START', timeout: '691200s' },
    'timeout',
    'a job of FLEX_START runs 7 days at most; write 604800s or less',
  ],
  ['two chiefs', withChief({ count: 2 }), 'chief.count', 'it is one machine; leave it out'],
];

test.each([...jobs, ...more])('%s is refused', (_, job, input, text) => {
  expect(refusal(job)).toBe(at(input, text));
});

test('all mistakes are said at once', () => {
  const job = { ...withChief({ disk: { sizeGb: 1 } }), timeout: '2h', strategy: 'CHEAP' };
  expect(refusal(job)).toBe(
    [
      'pipeline "training", task "train": 3 mistakes',
      '- "timeout": "2h" is no duration; write seconds as "86400s"',
      '- "strategy": "CHEAP" is no strategy; it takes STANDARD, SPOT and FLEX_START',
      '- "chief.disk.sizeGb": a boot disk has 100 to 64000 GB, given 1; write 100',
    ].join('\n'),
  );
});

test('what workers have from the chief is said once', () => {
  const job = { ...withChief({ disk: { sizeGb: 1 } }), workers: { count: 2 } };
  expect(refusal(job)).toBe(at('chief.disk.sizeGb', 'a boot disk has 100 to 64000 GB, given 1; write 100'));
});
