import { type Job } from '../../../runs/decide';
import { filterOf, type RunSeries } from '../../../runs/job-id';
import { type PipelineJobBody } from '../../../runs/pipeline-job';
import { jobOf, type LatestJobs, type PipelineJobs } from '../../../runs/pipeline-jobs';
import { TransientProblem } from '../../../runs/problems';
import { errorOf, type GoogleApi, jsonOf } from './api';

/** As far as it is read. https://cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.pipelineJobs */
export interface PipelineJob {
  readonly name: string;
  readonly state?: string;
  readonly createTime: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly jobDetail?: { readonly pipelineRunContext?: { readonly name?: string } };
}

interface Page {
  readonly pipelineJobs?: readonly PipelineJob[];
  readonly nextPageToken?: string;
}

export interface VertexOptions {
  readonly api: GoogleApi;
  /** Id of the project. */
  readonly project: string;
  readonly region: string;
}

const ENDED = ['PIPELINE_STATE_SUCCEEDED', 'PIPELINE_STATE_FAILED', 'PIPELINE_STATE_CANCELLED'];

/** A list holds no more of a job than decisions need: specs are large. */
const FIELDS = 'name,state,createTime,labels';

/** More than most pipelines start in a day, so that one page mostly goes back far enough. */
const PAGE_SIZE = 25;

/** Pipeline jobs of Vertex AI. */
export class VertexPipelineJobs implements PipelineJobs {
  constructor(private readonly options: VertexOptions) {}

  async latest(series: RunSeries, since: number): Promise<LatestJobs> {
    const jobs: Job[] = [];
    for await (const page of this.pages(filterOf(series))) {
      jobs.push(...page.map((job) => read(series, job)));
      if (jobs.some((job) => job.created < since)) return { jobs, all: false };
    }
    return { jobs, all: true };
  }

  running(series: RunSeries): Promise<readonly Job[]> {
    const filter = [filterOf(series), ...ENDED.map((state) => `state!="${state}"`)].join(' AND ');
    return this.list(series, filter);
  }

  ofEvent(series: RunSeries, event: string): Promise<readonly Job[]> {
    return this.list(series, filterOf(series, event));
  }

  async get(series: RunSeries, jobId: string): Promise<Job | undefined> {
    const job = await this.raw(jobId);
    return job && read(series, job);
  }

  /** The job as Vertex AI gives it. */
  async raw(jobId: string): Promise<PipelineJob | undefined> {
    const answer = await this.options.api.call({ method: 'GET', ...this.at(`/${jobId}`), expected: [404] });
    return answer.status === 404 ? undefined : (jsonOf(answer) as PipelineJob);
  }

  async create(jobId: string, body: PipelineJobBody): Promise<'created' | 'taken'> {
    const query = { pipelineJobId: jobId };
    const answer = await this.options.api.call({ method: 'POST', ...this.at(), query, body, expected: [409] });
    if (answer.status !== 409) return 'created';
    const { status, message } = errorOf(answer);
    if (status === 'ALREADY_EXISTS') return 'taken';
    throw new TransientProblem(`creating ${jobId}: 409 ${status}: ${message}`);
  }

  private async list(series: RunSeries, filter: string): Promise<readonly Job[]> {
    const jobs: Job[] = [];
    for await (const page of this.pages(filter)) jobs.push(...page.map((job) => read(series, job)));
    return jobs;
  }

  private async *pages(filter: string): AsyncGenerator<readonly PipelineJob[]> {
    let pageToken: string | undefined;
    do {
      const query = { filter, orderBy: 'create_time desc', pageSize: PAGE_SIZE, pageToken, readMask: FIELDS };
      const answer = await this.options.api.call({ method: 'GET', ...this.at(), query });
      const page = jsonOf(answer) as Page;
      yield page.pipelineJobs ?? [];
      pageToken = page.nextPageToken || undefined;
    } while (pageToken);
  }

  private at(rest = '') {
    const { project, region } = this.options;
    return vertexAt(region, `projects/${project}/locations/${region}/pipelineJobs${rest}`);
  }
}

/** A resource of Vertex AI, at its region. */
export const vertexAt = (region: string, resource: string) => ({
  host: `${region}-aiplatform.googleapis.com`,
  path: `/v1/${resource}`,
});

const read = (series: RunSeries, { name, state, createTime, labels }: PipelineJob): Job =>
  jobOf(series, {
    jobId: name.slice(name.lastIndexOf('/') + 1),
    created: Date.parse(createTime),
    running: !ENDED.includes(state ?? ''),
    labels,
  });
