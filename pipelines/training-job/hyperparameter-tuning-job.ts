import { type Scope, type TaskHandle, type TaskOptions } from '../ir';
import { hyperparameterTuningJobRun } from '../ir/google-cloud/components.generated';
import { Mistakes } from './mistakes';
import { type Pools } from './pools';
import { checkForms, type JobSettings } from './settings';
import { type Study, studyInputs } from './study/study-spec';
import { filled, type Value } from './values';
import { workerPoolSpecs } from './worker-pools';

/** Tries a training with many parameters. What the ready-made component cannot be told is left to Vertex AI. */
export interface HyperparameterTuningJob extends JobSettings {
  /** Who takes part in each trial. The program gets the trial's parameters behind its `args`. */
  readonly trial: Pools;
  readonly study: Study;
  /** Trials in all. */
  readonly maxTrials: number;
  /** Trials at one time; the fewer, the more each learns from those before it. */
  readonly parallelTrials: number;
  /** Trials that may fail before the job does. @default 0, Vertex AI decides */
  readonly maxFailedTrials?: number;
  /** Folder in which each trial gets one of its own, `gs://BUCKET/FOLDER`. */
  readonly baseOutputDirectory: Value;
}

/**
 * Looks for the best parameters of a training with Vertex AI, as a task of a pipeline: Google's ready-made
 * HyperparameterTuningJobRunOp. It runs on Vertex AI only, not in the local runner.
 *
 * @param name kebab-case, unique in the pipeline
 * @throws PipelineError with every prop that Vertex AI would refuse, as far as its value is known
 * https://cloud.google.com/vertex-ai/docs/training/using-hyperparameter-tuning
 */
export function addHyperparameterTuningJob(
  scope: Scope,
  name: string,
  job: HyperparameterTuningJob,
  options: TaskOptions = {},
): TaskHandle<(typeof hyperparameterTuningJobRun)['outputs']> {
  const mistakes = new Mistakes();
  const handle = scope.task(name, hyperparameterTuningJobRun, inputsOf(job, mistakes), options);
  mistakes.refuse(handle);
  return handle;
}

function inputsOf(job: HyperparameterTuningJob, mistakes: Mistakes) {
  checkForms(job, mistakes);
  checkTrials(job, mistakes);
  return {
    display_name: job.displayName,
    location: job.location,
    base_output_directory: job.baseOutputDirectory,
    worker_pool_specs: workerPoolSpecs(job.trial, { location: job.location }, mistakes.within('trial')),
    ...studyInputs(job.study, mistakes.within('study')),
    max_trial_count: job.maxTrials,
    parallel_trial_count: job.parallelTrials,
    ...filled({
      project: job.project,
      max_failed_trial_count: job.maxFailedTrials,
      service_account: job.serviceAccount,
      network: job.network,
      encryption_spec_key_name: job.encryptionKey,
    }),
  };
}

function checkTrials(
  { maxTrials, parallelTrials, maxFailedTrials = 0 }: HyperparameterTuningJob,
  mistakes: Mistakes,
): void {
  const counts = { maxTrials, parallelTrials, maxFailedTrials };
  for (const [prop, count] of Object.entries(counts)) {
    const least = prop === 'maxFailedTrials' ? 0 : 1;
    if (!Number.isInteger(count) || count < least)
      mistakes.add(prop, `is a number of trials, given ${count}`, `write ${least} or more`);
  }
  if (parallelTrials > maxTrials)
    mistakes.add(
      'parallelTrials',
      `${parallelTrials} at one time of ${maxTrials} in all`,
      `write ${maxTrials} or fewer`,
    );
  if (maxFailedTrials > maxTrials)
    mistakes.add('maxFailedTrials', `${maxFailedTrials} of ${maxTrials} in all`, `write ${maxTrials} or fewer`);
}
