import { type RunLimits } from './plan';

/** A job that Vertex AI knows of, as far as it counts for decisions. */
export interface Job {
  readonly jobId: string;
  /** Place in the row of the jobs of one pipeline of one model, from 1; 0 of a job that was not started by the kit. */
  readonly number: number;
  /** Mark of the event that started it (job-id.ts). */
  readonly event?: string;
  /** Milliseconds since 1970. */
  readonly created: number;
  readonly running: boolean;
}

/** Why a request does not start a run. */
export const SKIP_REASONS = ['duplicate', 'concurrency', 'daily-limit', 'cooldown'] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

export type Decision =
  | { readonly outcome: 'start'; readonly number: number }
  | { readonly outcome: 'skip'; readonly because: SkipReason; readonly detail: string; readonly jobId: string };

export interface Question {
  /** Mark of the event. */
  readonly event: string;
  readonly ignoreCooldown: boolean;
  readonly limits: RunLimits;
  /** Every job of the pipeline that may count: those of the last day, those that run, the last one, and the event's own. */
  readonly jobs: readonly Job[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

const MINUTE = 60_000;

/** How far back jobs count for the daily limit, in milliseconds. */
export const DAY = 24 * 60 * MINUTE;

/**
 * Whether a request starts a run, from what Vertex AI knows of earlier runs alone. The number of a new run is one above
 * the last: whoever starts it must have seen every run before it, as two runs cannot have one number (job-id.ts).
 */
export function decide({ event, ignoreCooldown, limits, jobs, now }: Question): Decision {
  const same = jobs.find((job) => job.event === event);
  if (same) return skip('duplicate', `the event has started ${same.jobId}`, same);

  const running = jobs.filter((job) => job.running);
  const { cooldownMinutes, maxConcurrentRuns, maxRunsPerDay } = limits;
  if (running.length >= maxConcurrentRuns)
    return skip('concurrency', `${running.length} of at most ${maxConcurrentRuns} runs at a time`, latest(running)!);

  const today = jobs.filter((job) => now - job.created < DAY);
  if (today.length >= maxRunsPerDay)
    return skip('daily-limit', `${today.length} of at most ${maxRunsPerDay} runs within 24 hours`, latest(today)!);

  const last = latest(jobs);
  if (last && !ignoreCooldown && now - last.created < cooldownMinutes * MINUTE) {
    const passed = Math.max(0, Math.floor((now - last.created) / MINUTE));
    return skip('cooldown', `${passed} of ${cooldownMinutes} minutes have passed since the last run`, last);
  }
  return { outcome: 'start', number: Math.max(0, ...jobs.map((job) => job.number)) + 1 };
}

const skip = (because: SkipReason, detail: string, { jobId }: Job): Decision => ({
  outcome: 'skip',
  because,
  detail,
  jobId,
});

function latest(jobs: readonly Job[]): Job | undefined {
  return jobs.reduce<Job | undefined>((best, job) => (best && best.created >= job.created ? best : job), undefined);
}
