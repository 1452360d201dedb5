import { type PipelineJobBody } from '../../../runs/pipeline-job';
import { filterOf } from './filter';
import { type Answers, type FakeAnswer, type FakeCall, googleError } from './google';

export interface FakeJob {
  readonly jobId: string;
  readonly name: string;
  readonly body: PipelineJobBody;
  /** Milliseconds since 1970. */
  readonly created: number;
  readonly createTime: string;
  readonly labels: Readonly<Record<string, string>>;
}

export interface FakeVertexOptions {
  readonly now: () => number;
  /** How long a job goes on. */
  readonly runMinutes?: (jobId: string) => number;
  /** Milliseconds until lists show a job. */
  readonly lag?: (jobId: string) => number;
}

const PREFIX = 'aiplatform.projects.locations';

/** Pipeline jobs and metadata contexts of Vertex AI, in memory. */
export class FakeVertex {
  jobs: FakeJob[] = [];
  /** Children of each context, by its name. */
  readonly contexts = new Map<string, string[]>();
  private readonly byName = new Map<string, FakeJob>();
  private readonly byLabel = new Map<string, FakeJob[]>();

  constructor(private readonly options: FakeVertexOptions) {}

  readonly answers: Answers = {
    [`${PREFIX}.pipelineJobs.create`]: (call) => this.create(call),
    [`${PREFIX}.pipelineJobs.get`]: ({ parameters }) => this.get(parameters.name!),
    [`${PREFIX}.pipelineJobs.list`]: (call) => this.list(call),
    [`${PREFIX}.metadataStores.contexts.create`]: (call) => this.createContext(call),
    [`${PREFIX}.metadataStores.contexts.addContextChildren`]: (call) => this.addChildren(call),
  };

  /** As a person may. */
  delete(jobId: string): void {
    this.jobs = this.jobs.filter((job) => job.jobId !== jobId);
    this.byName.forEach((job, name) => job.jobId === jobId && this.byName.delete(name));
  }

  private create({ parameters, query, body }: FakeCall): FakeAnswer {
    const jobId = query.get('pipelineJobId') ?? '';
    const created = this.options.now();
    const job: FakeJob = {
      jobId,
      name: `${parameters.parent}/pipelineJobs/${jobId}`,
      body: body as PipelineJobBody,
      created,
      createTime: new Date(created).toISOString(),
      labels: (body as PipelineJobBody).labels,
    };
    const wrong = problemsOf(job);
    if (wrong.length > 0) return googleError(400, 'INVALID_ARGUMENT', wrong.join('; '));
    if (this.byName.has(job.name)) return googleError(409, 'ALREADY_EXISTS', `${job.name} already exists`);
    this.jobs.push(job);
    this.byName.set(job.name, job);
    for (const [label, value] of Object.entries(job.labels)) {
      const same = this.byLabel.get(`${label}=${value}`);
      if (same) same.push(job);
      else this.byLabel.set(`${label}=${value}`, [job]);
    }
    return { json: this.resource(job) };
  }

  private get(name: string): FakeAnswer {
    const job = this.byName.get(name);
    return job ? { json: this.resource(job) } : googleError(404, 'NOT_FOUND', `${name} not found`);
  }

  private list({ parameters, query }: FakeCall): FakeAnswer {
    const { now, lag = () => 0 } = this.options;
    if (query.get('orderBy') !== 'create_time desc') return googleError(400, 'INVALID_ARGUMENT', 'unsupported order');
    const { matches, labels } = filterOf(query.get('filter') ?? '');
    const visible = this.candidates(labels)
      .filter((job) => matches(job, () => this.stateOf(job)) && job.created + lag(job.jobId) <= now())
      .filter((job) => this.byName.has(job.name) && job.name.startsWith(`${parameters.parent}/`))
      .reverse();
    const from = Number(query.get('pageToken') ?? 0);
    const to = from + Number(query.get('pageSize') ?? 50);
    const mask = query.get('readMask')?.split(',');
    const pipelineJobs = visible.slice(from, to).map((job) => this.resource(job, mask));
    return { json: { pipelineJobs, ...(to < visible.length && { nextPageToken: String(to) }) } };
  }

  /** The fewest that hold all that match: thousands of jobs are listed thousands of times. */
  private candidates(labels: readonly (readonly [string, string])[]): readonly FakeJob[] {
    const lists = labels.map(([label, value]) => this.byLabel.get(`${label}=${value}`) ?? []);
    return [this.jobs, ...lists].reduce((best, list) => (list.length < best.length ? list : best));
  }

  private createContext({ parameters, query, body }: FakeCall): FakeAnswer {
    const name = `${parameters.parent}/contexts/${query.get('contextId')}`;
    if (this.contexts.has(name)) return googleError(409, 'ALREADY_EXISTS', `${name} already exists`);
    this.contexts.set(name, []);
    return { json: { ...(body as object), name } };
  }

  private addChildren({ parameters, body }: FakeCall): FakeAnswer {
    const children = this.contexts.get(parameters.context!);
    if (!children) return googleError(404, 'NOT_FOUND', `${parameters.context} not found`);
    children.push(...(body as { childContexts: string[] }).childContexts);
    return { json: {} };
  }

  private stateOf({ jobId, created }: FakeJob): string {
    const { now, runMinutes = () => 0 } = this.options;
    const goesOn = now() - created < runMinutes(jobId) * 60_000;
    return goesOn ? 'PIPELINE_STATE_RUNNING' : 'PIPELINE_STATE_SUCCEEDED';
  }

  private resource(job: FakeJob, mask?: readonly string[]): object {
    const read = { name: job.name, state: this.stateOf(job), createTime: job.createTime };
    const context = job.name.replace('pipelineJobs', 'metadataStores/default/contexts');
    if (!mask) return { ...job.body, ...read, jobDetail: { pipelineRunContext: { name: context } } };
    const all: Record<string, unknown> = { ...read, labels: job.labels };
    return Object.fromEntries(mask.map((field) => [field, all[field]]));
  }
}

/** What the discovery document says in words only. */
function problemsOf({ jobId, body }: FakeJob): string[] {
  const labels = Object.entries(body.labels);
  const rules: [boolean, string][] = [
    [!/^[a-z][-a-z0-9]{0,126}$/.test(jobId), `pipelineJobId "${jobId}"`],
    [body.displayName.length > 128, 'displayName has more than 128 characters'],
    [!body.pipelineSpec === !body.templateUri, 'one of pipelineSpec and templateUri'],
    [!body.runtimeConfig.gcsOutputDirectory, 'gcsOutputDirectory'],
    [labels.some((pair) => pair.some((text) => !/^[a-z0-9_-]{0,63}$/.test(text))), `labels ${JSON.stringify(labels)}`],
  ];
  return rules.filter(([wrong]) => wrong).map(([, text]) => text);
}
