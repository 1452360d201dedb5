/** What is sent, held against Google's discovery document, and the specs, against the compiler's own checks. */
import { checkReferences, type PipelineSpec, toYaml } from '../../../pipelines/ir';
import { type TrainingJob } from '../../../pipelines/training-job';
import { LAUNCHER } from '../../../pipelines/training-job/launch.generated';
import { DiscoveredApi } from '../../support/discovery/api';
import { A100S, ALONE, IMAGE, SEARCH, TENSORFLOW, TORCH, training, tuning } from './jobs';
import { sent } from './sent';

const api = new DiscoveredApi('aiplatform.v1');
const custom = (body: unknown) => api.requestProblems('aiplatform.projects.locations.customJobs.create', body);
const search = (body: unknown) =>
  api.requestProblems('aiplatform.projects.locations.hyperparameterTuningJobs.create', body);

/** Everything that a job can be told. */
const EVERYTHING = {
  ...TORCH,
  displayName: 'everything',
  project: 'p',
  chief: {
    ...TORCH.chief,
    machine: { ...A100S, reservation: { values: ['projects/p/zones/europe-west4-a/reservations/r'] } },
    disk: { type: 'hyperdisk-balanced', sizeGb: 1000 },
    run: {
      image: IMAGE,
      program: { module: 'trainer.task' },
      args: ['--epochs', '3'],
      env: { MODE: 'long' },
      processes: 4,
    },
  },
  evaluator: {},
  strategy: 'FLEX_START',
  maxWaitDuration: '7200s',
  timeout: '86400s',
  restartJobOnWorkerRestart: true,
  serviceAccount: 'trainer@p.iam.gserviceaccount.com',
  network: 'projects/123/global/networks/vpc',
  reservedIpRanges: ['vertex-range'],
  tensorboard: 'projects/p/locations/europe-west4/tensorboards/1',
  baseOutputDirectory: 'gs://bucket/out',
  encryptionKey: 'projects/p/locations/europe-west4/keyRings/r/cryptoKeys/k',
  labels: { team: 'flights' },
  persistentResource: 'pool',
  webAccess: true,
} as const satisfies TrainingJob;

const jobs: Readonly<Record<string, TrainingJob>> = {
  'one machine': ALONE,
  'PyTorch on four machines': TORCH,
  'TensorFlow with parameter servers': TENSORFLOW,
  'a reduction server': { ...TORCH, reductionServer: { count: 13, machineType: 'n2-highcpu-16' } },
  'spot machines': { ...TORCH, strategy: 'SPOT' },
  'a slice of TPUs': { ...ALONE, chief: { ...ALONE.chief, machine: { tpu: 'v5e', topology: '4x4' } } },
  'an interface of Private Service Connect': {
    ...ALONE,
    pscInterface: { networkAttachment: 'projects/p/regions/europe-west4/networkAttachments/n' },
  },
  'everything at once': EVERYTHING,
};

test.each(Object.entries(jobs))('%s: the API takes what is sent', (_, job) => {
  expect(custom(sent(training(job), 'train'))).toEqual([]);
});

test('a search: the API takes what is sent', () => {
  expect(search(sent(tuning(SEARCH), 'tune'))).toEqual([]);
  const trial = { ...TORCH, reductionServer: { count: 4 } };
  expect(search(sent(tuning({ ...SEARCH, trial }), 'tune'))).toEqual([]);
});

test('what the API does not know would be found', () => {
  const body = sent(training(ALONE), 'train') as { jobSpec: { workerPoolSpecs: Record<string, unknown>[] } };
  body.jobSpec.workerPoolSpecs[0]!.machine = {};
  expect(custom(body).join()).toContain('must NOT have additional properties');
});

test('every setting reaches the job', () => {
  const { jobSpec, ...job } = sent(training(EVERYTHING), 'train') as { jobSpec: object };
  expect(job).toEqual({
    displayName: 'everything',
    labels: { team: 'flights' },
    encryptionSpec: { kmsKeyName: EVERYTHING.encryptionKey },
  });
  expect(jobSpec).toMatchObject({
    scheduling: {
      timeout: '86400s',
      restartJobOnWorkerRestart: true,
      strategy: 'FLEX_START',
      maxWaitDuration: '7200s',
    },
    serviceAccount: EVERYTHING.serviceAccount,
    network: EVERYTHING.network,
    reservedIpRanges: ['vertex-range'],
    tensorboard: EVERYTHING.tensorboard,
    baseOutputDirectory: { outputUriPrefix: 'gs://bucket/out' },
    persistentResourceId: 'pool',
    enableWebAccess: true,
  });
});

test('a strategy may come with the run', () => {
  const spec = training(({ count }) => ({ ...ALONE, strategy: count, maxWaitDuration: '60s' }));
  expect(sent(spec, 'train', { count: 'SPOT' })).toMatchObject({ jobSpec: { scheduling: { strategy: 'SPOT' } } });
});

test('a search says what it looks for, how far, and with which children', () => {
  expect(sent(tuning({ ...SEARCH, maxFailedTrials: 2 }), 'tune')).toMatchObject({
    displayName: 'tune',
    maxTrialCount: 20,
    parallelTrialCount: 4,
    maxFailedTrialCount: 2,
    trialJobSpec: { baseOutputDirectory: { outputUriPrefix: 'gs://bucket/tuning' } },
    studySpec: {
      metrics: [{ metricId: 'auc', goal: 'MAXIMIZE' }],
      algorithm: 'ALGORITHM_UNSPECIFIED',
      measurementSelectionType: 'BEST_MEASUREMENT',
      parameters: [
        { parameterId: 'rate', doubleValueSpec: { minValue: 0.0001, maxValue: 0.1 }, scaleType: 'UNIT_LOG_SCALE' },
        // A lower end of 0 is what the API takes when it is not sent.
        { parameterId: 'depth', integerValueSpec: { maxValue: '8' }, scaleType: 'UNIT_LINEAR_SCALE' },
        { parameterId: 'batch', discreteValueSpec: { values: [16, 32, 64] }, scaleType: 'UNIT_LINEAR_SCALE' },
        {
          parameterId: 'optimizer',
          categoricalValueSpec: { values: ['sgd', 'adam'] },
          conditionalParameterSpecs: [
            { parentCategoricalValues: { values: ['sgd'] }, parameterSpec: { parameterId: 'momentum' } },
          ],
        },
      ],
    },
  });
});

test.each([
  ['grid', 'GRID_SEARCH'],
  ['random', 'RANDOM_SEARCH'],
] as const)('a search may be %s, and count the last measurement', (algorithm, sentAs) => {
  const parameters = { depth: { type: 'integer', min: 1, max: 8, scale: 'reverse-log' } } as const;
  const study = { ...SEARCH.study, parameters, algorithm, measurement: 'last' } as const;
  expect(sent(tuning({ ...SEARCH, study }), 'tune')).toMatchObject({
    studySpec: { algorithm: sentAs, measurementSelectionType: 'LAST_MEASUREMENT' },
  });
});

const specs: Readonly<Record<string, () => PipelineSpec>> = {
  'a training': () => training(({ image, count }) => ({ ...TENSORFLOW, displayName: image, workers: { count } })),
  'a training by torchrun': () => training(TORCH),
  'a search': () => tuning(SEARCH),
};

test.each(Object.entries(specs))('%s compiles to a spec in which everything is found', (_, spec) => {
  expect(checkReferences(spec())).toEqual([]);
  const task = { ...spec().root!.dag!.tasks };
  delete task.rest;
  expect(toYaml(task as never).replaceAll(JSON.stringify(LAUNCHER).slice(1, -1), '<launch.py>')).toMatchSnapshot();
});
