/** What has to be true of the jobs that were started, whatever was sent, in whatever order, whatever went wrong. */
import { LABEL } from '../../runs/job-id';
import { type RunLimits } from '../../runs/plan';
import { type FakeJob } from './fake/vertex';
import { HOUR, MINUTE } from './world';

export interface Promised {
  /** In the order in which they started. */
  readonly jobs: readonly FakeJob[];
  readonly limitsOf: (model: string) => RunLimits;
  readonly runMinutes: number;
  /** Jobs that somebody started who ignores the cooldown. */
  readonly ignoresCooldown?: (job: FakeJob) => boolean;
}

/** Every promise that was broken, in words. */
export const brokenPromises = ({ jobs, ...promised }: Promised): string[] =>
  grouped(jobs, ({ body }) => `${body.labels[LABEL.model]} ${body.labels[LABEL.purpose]}`).flatMap((series) => [
    ...grouped(series, ({ body }) => body.labels[LABEL.event]!)
      .filter((same) => same.length > 1)
      .map((same) => `${same.map(({ jobId }) => jobId).join(' and ')} are of one event`),
    ...aboveLimits(series, promised),
  ]);

function aboveLimits(series: readonly FakeJob[], promised: Omit<Promised, 'jobs'>): string[] {
  const { limitsOf, runMinutes, ignoresCooldown = () => false } = promised;
  const limits = limitsOf(series[0]!.body.labels[LABEL.model]!);
  return series.flatMap((job, index) => {
    const within = (milliseconds: number) =>
      series.slice(0, index).filter(({ created }) => job.created - created < milliseconds).length;
    return [
      within(24 * HOUR) >= limits.maxRunsPerDay ? `${job.jobId} is above the daily limit` : '',
      within(runMinutes * MINUTE) >= limits.maxConcurrentRuns ? `${job.jobId} is one too many at a time` : '',
      !ignoresCooldown(job) && within(limits.cooldownMinutes * MINUTE) > 0 ? `${job.jobId} is within the cooldown` : '',
    ].filter((text) => text !== '');
  });
}

function grouped<T>(items: readonly T[], by: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(by(item), [...(groups.get(by(item)) ?? []), item]);
  return [...groups.values()];
}
