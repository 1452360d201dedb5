/** Jobs that the tests of training jobs share: small pipelines with one task, `train` or `tune`. */
import { compile, pipeline, type PipelineScope, type PipelineSpec, type RefsFor, string } from '../../../pipelines/ir';
import {
  addHyperparameterTuningJob,
  addTrainingJob,
  type HyperparameterTuningJob,
  type TrainingJob,
} from '../../../pipelines/training-job';

export const inputs = { image: string(), count: string({ default: '3' }), place: string({ default: 'europe-west4' }) };
export type Inputs = RefsFor<typeof inputs>;
export type P = PipelineScope<typeof inputs>;

/** A pipeline that `body` describes; inputs that it leaves aside are used by a task of their own. */
export function compiled(body: (p: P) => void): PipelineSpec {
  const program = pipeline('training', { inputs }, (p) => {
    body(p);
    addTrainingJob(p, 'rest', {
      ...ALONE,
      displayName: p.inputs.place,
      chief: { machine: CPU, run: { image: p.inputs.image, args: [p.inputs.count] } },
    });
  });
  return compile(program, { target: 'cloud' });
}

export const training = (job: TrainingJob | ((given: Inputs) => TrainingJob)): PipelineSpec =>
  compiled((p) => void addTrainingJob(p, 'train', typeof job === 'function' ? job(p.inputs) : job));

export const tuning = (job: HyperparameterTuningJob): PipelineSpec =>
  compiled((p) => void addHyperparameterTuningJob(p, 'tune', job));

export const IMAGE = 'europe-docker.pkg.dev/p/r/trainer@sha256:0';
export const CPU = { type: 'n1-standard-8' } as const;
export const A100S = { gpu: 'a100', count: 4 } as const;

/** One machine that runs an image. */
export const ALONE = {
  displayName: 'train',
  location: 'europe-west4',
  chief: { machine: CPU, run: { image: IMAGE } },
} as const satisfies TrainingJob;

/** Four machines with four GPUs each, joined by torchrun. */
export const TORCH = {
  displayName: 'train',
  location: 'europe-west4',
  framework: 'pytorch',
  chief: { machine: A100S, run: { image: IMAGE, program: 'train.py', args: ['--epochs', '3'] } },
  workers: { count: 3 },
} as const satisfies TrainingJob;

/** A chief and machines that hold the variables, without workers. */
export const TENSORFLOW = {
  displayName: 'train',
  location: 'europe-west4',
  framework: 'tensorflow',
  chief: { machine: CPU, run: { image: IMAGE } },
  parameterServers: { count: 2, machine: { type: 'n1-highmem-4' } },
} as const satisfies TrainingJob;

/** A small search over all kinds of parameters. */
export const SEARCH = {
  displayName: 'tune',
  location: 'europe-west4',
  trial: { chief: ALONE.chief },
  study: {
    metrics: { auc: 'maximize' },
    parameters: {
      rate: { type: 'double', min: 0.0001, max: 0.1, scale: 'log' },
      depth: { type: 'integer', min: 0, max: 8 },
      batch: { type: 'discrete', values: [16, 32, 64] },
      optimizer: {
        type: 'categorical',
        values: ['sgd', 'adam'],
        children: [{ when: ['sgd'], parameters: { momentum: { type: 'double', min: 0, max: 0.99 } } }],
      },
    },
  },
  maxTrials: 20,
  parallelTrials: 4,
  baseOutputDirectory: 'gs://bucket/tuning',
} as const satisfies HyperparameterTuningJob;

/** What is said when something is built. */
export function messageOf(make: () => unknown): string {
  try {
    make();
  } catch (error) {
    return (error as Error).message;
  }
  return 'not refused';
}
