import { type ParameterRef, type Scope, type TaskHandle, type TaskOptions } from '../ir';
import { customTrainingJob } from '../ir/google-cloud/components.generated';
import { type JsonTemplate } from '../ir/graph';
import { checkFlexStart } from './flex-start';
import { checkLabels } from './labels';
import { Mistakes } from './mistakes';
import { type Pools } from './pools';
import { checkForms, type GivenStrategy, type JobSettings } from './settings';
import { filled, known, type Value } from './values';
import { workerPoolSpecs } from './worker-pools';

/** A training on Vertex AI: who takes part, and at which terms. */
export type TrainingJob = Pools & TrainingJobSettings;

export interface TrainingJobSettings extends JobSettings {
  /**
   * `SPOT`: spare machines, that may be taken back at any moment; `FLEX_START`: waits until all machines are there.
   * @default STANDARD
   */
  readonly strategy?: GivenStrategy;
  /** How long FLEX_START waits: `7200s`; `0s` for without end. @default 86400s */
  readonly maxWaitDuration?: Value;
  /** How long the job may run. @default 604800s, 7 days */
  readonly timeout?: Value;
  /** Start all machines again when one of them was, for programs that cannot go on without it. @default false */
  readonly restartJobOnWorkerRestart?: boolean | ParameterRef<'BOOLEAN'>;
  /** Ranges of the peered network that the machines take their addresses from. @default - any */
  readonly reservedIpRanges?: readonly Value[];
  /** Private Service Connect interface; not together with `network`. @default - none */
  readonly pscInterface?: {
    /** `projects/P/regions/R/networkAttachments/N` */
    readonly networkAttachment: Value;
  };
  /** TensorBoard that follows what is written to $AIP_TENSORBOARD_LOG_DIR. @default - none */
  readonly tensorboard?: Value;
  /** Folder whose parts are $AIP_MODEL_DIR, $AIP_CHECKPOINT_DIR and $AIP_TENSORBOARD_LOG_DIR. @default - none */
  readonly baseOutputDirectory?: Value;
  /** Besides those that Vertex AI gives to all jobs of a run. @default - none */
  readonly labels?: Readonly<Record<string, Value>>;
  /** Id of the persistent resource to run on. @default - that of the pipeline's run, if it has one */
  readonly persistentResource?: Value;
  /** Shells on the machines while they run. @default false */
  readonly webAccess?: boolean | ParameterRef<'BOOLEAN'>;
}

/**
 * Trains on one machine or several with Vertex AI, as a task of a pipeline: Google's ready-made CustomTrainingJobOp.
 * It runs on Vertex AI only, not in the local runner.
 *
 * @param name kebab-case, unique in the pipeline
 * @throws PipelineError with every prop that Vertex AI would refuse, as far as its value is known
 * https://cloud.google.com/vertex-ai/docs/training/create-custom-job
 */
export function addTrainingJob(
  scope: Scope,
  name: string,
  job: TrainingJob,
  options: TaskOptions = {},
): TaskHandle<(typeof customTrainingJob)['outputs']> {
  const mistakes = new Mistakes();
  const handle = scope.task(name, customTrainingJob, inputsOf(job, mistakes), options);
  mistakes.refuse(handle);
  return handle;
}

function inputsOf(job: TrainingJob, mistakes: Mistakes) {
  checkForms({ ...job, 'pscInterface.networkAttachment': job.pscInterface?.networkAttachment }, mistakes);
  checkTogether(job, mistakes);
  const pools = workerPoolSpecs(job, job, mistakes);
  if (job.strategy === 'FLEX_START') checkFlexStart(pools, job.timeout, mistakes);
  return {
    display_name: job.displayName,
    location: job.location,
    worker_pool_specs: pools,
    ...filled({
      project: job.project,
      strategy: job.strategy,
      max_wait_duration: job.maxWaitDuration,
      timeout: job.timeout,
      restart_job_on_worker_restart: job.restartJobOnWorkerRestart,
      service_account: job.serviceAccount,
      network: job.network,
      reserved_ip_ranges: job.reservedIpRanges as readonly JsonTemplate[] | undefined,
      psc_interface_config: job.pscInterface && { network_attachment: job.pscInterface.networkAttachment },
      tensorboard: job.tensorboard,
      base_output_directory: job.baseOutputDirectory,
      encryption_spec_key_name: job.encryptionKey,
      labels: job.labels,
      persistent_resource_id: job.persistentResource,
      enable_web_access: job.webAccess,
    }),
  };
}

function checkTogether(job: TrainingJob, mistakes: Mistakes): void {
  const { strategy, maxWaitDuration, network, pscInterface, reservedIpRanges, tensorboard, labels = {} } = job;
  if (typeof strategy === 'string' && !['STANDARD', 'SPOT', 'FLEX_START'].includes(strategy))
    mistakes.add('strategy', `"${strategy}" is no strategy`, 'it takes STANDARD, SPOT and FLEX_START');
  if (maxWaitDuration !== undefined && !['FLEX_START', undefined].includes(known(strategy ?? 'STANDARD')))
    mistakes.add('maxWaitDuration', 'only FLEX_START waits', "write strategy: 'FLEX_START', or leave it out");
  if (network !== undefined && pscInterface)
    mistakes.add('pscInterface', 'a job has a peered network or an interface, not both', 'leave one of them out');
  if (reservedIpRanges && network === undefined)
    mistakes.add('reservedIpRanges', 'are ranges of the peered network, and there is none', 'give the network');
  if (tensorboard !== undefined && (job.serviceAccount === undefined || job.baseOutputDirectory === undefined))
    mistakes.add(
      'tensorboard',
      'needs an account that writes and a folder to write to',
      'give serviceAccount and baseOutputDirectory',
    );
  checkLabels(labels, mistakes.within('labels'));
}
