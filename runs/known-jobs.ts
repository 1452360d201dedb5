import { DAY, type Job } from './decide';
import { jobIdOf, type RunSeries } from './job-id';
import { type LatestJobs, type PipelineJobs } from './pipeline-jobs';

/** So many numbers in a row without a job: they were deleted, and those below are not looked for. */
const DELETED_IN_A_ROW = 20;

/** The jobs of a series, as far as they are known. Knows more with each look. */
export class KnownJobs {
  private readonly byId = new Map<string, Job>();

  private constructor(
    private readonly series: RunSeries,
    private readonly jobs: PipelineJobs,
    private readonly since: number,
    private readonly latest: LatestJobs,
  ) {
    latest.jobs.forEach((job) => this.add(job));
  }

  /** One request, which mostly says enough. */
  static async latest(series: RunSeries, jobs: PipelineJobs, now: number): Promise<KnownJobs> {
    const since = now - DAY;
    return new KnownJobs(series, jobs, since, await jobs.latest(series, since));
  }

  get all(): readonly Job[] {
    return [...this.byId.values()];
  }

  /** Whatever may count besides the latest ones: before a run starts. */
  async complete(event: string): Promise<void> {
    if (!this.latest.all) {
      const others = [this.jobs.running(this.series), this.jobs.ofEvent(this.series, event)];
      (await Promise.all(others)).flat().forEach((job) => this.add(job));
    }
    await this.addUnlisted();
  }

  /** A job that is there, as an attempt to take its id has shown. */
  async addTaken(jobId: string): Promise<boolean> {
    const job = await this.jobs.get(this.series, jobId);
    if (job) this.add(job);
    return job !== undefined;
  }

  /**
   * Numbers have no holes: one of the last day that no list shows is that of a job that the lists lag behind with, or of
   * a deleted one. Only asking for it tells.
   */
  private async addUnlisted(): Promise<void> {
    const numbers = new Map(this.all.map((job) => [job.number, job]));
    const oldest = Math.min(...[...numbers.keys()].filter((number) => number > 0));
    let absent = 0;
    for (let number = Math.max(0, ...numbers.keys()) - 1; number > 0 && absent < DELETED_IN_A_ROW; number -= 1) {
      const job = numbers.get(number) ?? (await this.jobs.get(this.series, jobIdOf(this.series, number)));
      if (job) this.add(job);
      if (job ? job.created < this.since : number < oldest) return;
      absent = job ? 0 : absent + 1;
    }
  }

  private add(job: Job): void {
    this.byId.set(job.jobId, job);
  }
}
