/** Jobs that `tsc` refuses: each `@ts-expect-error` is itself an error when the line below it compiles. */
import { PipelineError } from '../../../pipelines/ir';
import { addHyperparameterTuningJob, addTrainingJob } from '../../../pipelines/training-job';
import { A100S, ALONE, compiled, CPU, IMAGE, type P, SEARCH, TENSORFLOW, TORCH } from './jobs';

const { chief, ...rest } = ALONE;
const { study } = SEARCH;

/** Refused by `tsc` and, when somebody gets past it, when the pipeline is built. */
const refused: Readonly<Record<string, (p: P) => void>> = {
  'parameter servers for PyTorch': (p) => {
    // @ts-expect-error only TensorFlow has parameter servers
    addTrainingJob(p, 'train', { ...TORCH, parameterServers: { count: 1, machine: CPU } });
  },
  'torchrun without a program': (p) => {
    // @ts-expect-error torchrun needs a program
    addTrainingJob(p, 'train', { ...TORCH, chief: { machine: CPU, run: { image: IMAGE } } });
  },
  'a strategy that does not exist': (p) => {
    // @ts-expect-error Vertex AI has no such strategy
    addTrainingJob(p, 'train', { ...ALONE, strategy: 'CHEAP' });
  },
  'a disk that does not exist': (p) => {
    // @ts-expect-error no boot disk of Vertex AI
    addTrainingJob(p, 'train', { ...ALONE, chief: { ...chief, disk: { type: 'local-ssd' } } });
  },
  'a child of a value that its parent cannot have': (p) => {
    const children = [{ when: [1], parameters: { m: { type: 'double', min: 0, max: 1 } } }] as const;
    const optimizer = { type: 'categorical', values: ['sgd'], children } as const;
    // @ts-expect-error a category is a string
    addHyperparameterTuningJob(p, 'tune', { ...SEARCH, study: { ...study, parameters: { optimizer } } });
  },
};

test.each(Object.entries(refused))('%s is refused by tsc, and when it is built', (_, body) => {
  expect(() => compiled(body)).toThrow(PipelineError);
});

/** Refused by `tsc` alone; never run. */
export const compileOnly = (p: P): void => {
  // @ts-expect-error a job has a chief
  addTrainingJob(p, 'train', rest);
  // @ts-expect-error a job is somewhere
  addTrainingJob(p, 'train', { displayName: 'train', chief });
  // @ts-expect-error the chief is one machine
  addTrainingJob(p, 'train', { ...ALONE, chief: { ...chief, count: 2 } });
  // @ts-expect-error so is the evaluator
  addTrainingJob(p, 'train', { ...ALONE, evaluator: { count: 2 } });
  // @ts-expect-error workers have a number
  addTrainingJob(p, 'train', { ...ALONE, workers: {} });
  // @ts-expect-error a number of GPUs is missing
  addTrainingJob(p, 'train', { ...ALONE, chief: { ...chief, machine: { gpu: 'a100' } } });
  // @ts-expect-error TPUs have a topology
  addTrainingJob(p, 'train', { ...ALONE, chief: { ...chief, machine: { tpu: 'v5e' } } });
  // @ts-expect-error parameter servers do not get the chief's machine
  addTrainingJob(p, 'train', { ...TENSORFLOW, parameterServers: { count: 1 } });
  // @ts-expect-error reducers have no GPUs
  addTrainingJob(p, 'train', { ...TORCH, reductionServer: { count: 1, machine: A100S } });
  // @ts-expect-error a name is no number
  addTrainingJob(p, 'train', { ...ALONE, displayName: 7 });
  // @ts-expect-error the ready-made component passes on no strategy of trials
  addHyperparameterTuningJob(p, 'tune', { ...SEARCH, strategy: 'SPOT' });
  // @ts-expect-error a metric is to be more or less
  addHyperparameterTuningJob(p, 'tune', { ...SEARCH, study: { ...study, metrics: { auc: 'best' } } });
  const depth = { type: 'integer', min: 1 } as const;
  // @ts-expect-error an integer has two ends
  addHyperparameterTuningJob(p, 'tune', { ...SEARCH, study: { ...study, parameters: { depth } } });
  const kind = { type: 'categorical', values: ['a'], scale: 'log' } as const;
  // @ts-expect-error categories have no scale
  addHyperparameterTuningJob(p, 'tune', { ...SEARCH, study: { ...study, parameters: { kind } } });
  const rate = { type: 'double', min: 0, max: 1, children: [] } as const;
  // @ts-expect-error a double has no children
  addHyperparameterTuningJob(p, 'tune', { ...SEARCH, study: { ...study, parameters: { rate } } });
  // @ts-expect-error the component has no output job
  void addTrainingJob(p, 'train', ALONE).outputs.job;
};
