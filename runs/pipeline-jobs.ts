import { type Job } from './decide';
import { LABEL, numberOf, type RunSeries } from './job-id';
import { type PipelineJobBody } from './pipeline-job';

/**
 * What starting a run needs of Vertex AI. Lists may lag behind what was created; `get` and `create` may not. Each call
 * may fail with a TransientProblem or a PermanentProblem.
 */
export interface PipelineJobs {
  /** The newest jobs, at least down to the first one that was created before `since` (milliseconds since 1970). */
  latest(series: RunSeries, since: number): Promise<LatestJobs>;

  /** Those that have not ended, however old. */
  running(series: RunSeries): Promise<readonly Job[]>;

  /** Those that an event started, by its mark (job-id.ts), however old. */
  ofEvent(series: RunSeries, event: string): Promise<readonly Job[]>;

  get(series: RunSeries, jobId: string): Promise<Job | undefined>;

  /** `taken`: there is a job with this id, and nothing was started. */
  create(jobId: string, body: PipelineJobBody): Promise<'created' | 'taken'>;
}

export interface LatestJobs {
  readonly jobs: readonly Job[];
  /** There are no older ones. */
  readonly all: boolean;
}

/** A job as decisions see it, of what any list of jobs tells. */
export const jobOf = (
  series: RunSeries,
  { labels = {}, ...job }: Omit<Job, 'number' | 'event'> & { readonly labels?: Readonly<Record<string, string>> },
): Job => ({ ...job, number: numberOf(series, job.jobId) ?? 0, event: labels[LABEL.event] });
