import { type Job } from './decide';
import { type RunSeries, seriesLabels } from './job-id';
import { type PipelineJobBody } from './pipeline-job';
import { jobOf, type PipelineJobs } from './pipeline-jobs';

/** A run that would have been started. */
export interface SimulatedJob {
  readonly jobId: string;
  readonly body: PipelineJobBody;
  /** Milliseconds since 1970. */
  readonly created: number;
}

/** Jobs that only pass time: for a rehearsal of decisions, by a clock of its own. */
export class SimulatedJobs implements PipelineJobs {
  /** In the order in which they started. */
  readonly all: SimulatedJob[] = [];

  /**
   * @param now milliseconds since 1970
   * @param runMinutes how long each job goes on
   */
  constructor(
    private readonly now: () => number,
    private readonly runMinutes: number,
  ) {}

  async latest(series: RunSeries) {
    return { jobs: this.of(series), all: true };
  }

  async running(series: RunSeries): Promise<readonly Job[]> {
    return this.of(series).filter((job) => job.running);
  }

  async ofEvent(series: RunSeries, event: string): Promise<readonly Job[]> {
    return this.of(series).filter((job) => job.event === event);
  }

  async get(series: RunSeries, jobId: string): Promise<Job | undefined> {
    return this.of(series).find((job) => job.jobId === jobId);
  }

  async create(jobId: string, body: PipelineJobBody): Promise<'created' | 'taken'> {
    if (this.all.some((job) => job.jobId === jobId)) return 'taken';
    this.all.push({ jobId, body, created: this.now() });
    return 'created';
  }

  private of(series: RunSeries): Job[] {
    const labels = Object.entries(seriesLabels(series));
    return this.all
      .filter(({ body }) => labels.every(([label, value]) => body.labels[label] === value))
      .map(({ jobId, body, created }) =>
        jobOf(series, {
          jobId,
          labels: body.labels,
          created,
          running: this.now() - created < this.runMinutes * 60_000,
        }),
      );
  }
}
