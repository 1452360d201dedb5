/** Starts the run that a request asks for, or says why not. The retraining function and the simulation run this. */
import { decide, type SkipReason } from './decide';
import { eventMark, jobIdOf, type RunSeries } from './job-id';
import { KnownJobs } from './known-jobs';
import { parameterProblems, parameterProblemText } from './parameters';
import { pipelineJobBody, type PipelineJobBody, type PipelineSpecJson } from './pipeline-job';
import { type PipelineJobs } from './pipeline-jobs';
import { type RunSpec } from './plan';
import { PermanentProblem, TransientProblem } from './problems';
import { type RequestWithEvent } from './triggers/message';

export interface RunToStart {
  /** First part of the ids of jobs: product and environment. */
  readonly prefix: string;
  readonly request: RequestWithEvent;
  /** What the model's plan says of the pipeline. */
  readonly spec: RunSpec;
  readonly jobs: PipelineJobs;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** The compiled pipeline, fetched when a run starts; `undefined` when Vertex AI reads it from the template's registry. */
  readonly template: () => Promise<PipelineSpecJson | undefined>;
}

export type Outcome =
  | { readonly outcome: 'started'; readonly jobId: string }
  | { readonly outcome: 'skipped'; readonly because: SkipReason; readonly detail: string; readonly jobId: string };

/** So many others started a run between a look and an attempt: something else is wrong. */
const MAX_ATTEMPTS = 50;

/**
 * The id of a run holds its number, and Vertex AI gives an id out once. So to start run n is to say "nothing has happened
 * since run n - 1, which I have seen": whoever comes second sees the winner's job and decides anew.
 *
 * @throws PermanentProblem when it can never start
 * @throws TransientProblem when it may start later
 */
export async function startRun(run: RunToStart): Promise<Outcome> {
  const { request, spec, jobs, now } = run;
  refuseParameters(run);
  const series: RunSeries = { prefix: run.prefix, model: request.model, purpose: request.purpose };
  const event = eventMark(request.event);
  const known = await KnownJobs.latest(series, jobs, now());
  const question = () => ({
    event,
    ignoreCooldown: request.ignoreCooldown,
    limits: spec.limits,
    jobs: known.all,
    now: now(),
  });

  const hasty = decide(question());
  if (hasty.outcome === 'skip') return { ...hasty, outcome: 'skipped' };
  await known.complete(event);
  let template: ReturnType<typeof run.template> | undefined;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const decision = decide(question());
    if (decision.outcome === 'skip') return { ...decision, outcome: 'skipped' };
    template ??= run.template();
    const jobId = jobIdOf(series, decision.number);
    const body = pipelineJobBody({ spec, series, request, jobId, pipelineSpec: await template });
    if (await created({ jobs, series, jobId, body, event })) return { outcome: 'started', jobId };
    if (!(await known.addTaken(jobId))) throw new TransientProblem(`${jobId} was there and is gone`);
  }
  throw new TransientProblem(`other runs of ${request.model} start all the time`);
}

function refuseParameters({ spec, request }: RunToStart): void {
  const problems = parameterProblems(spec.inputs, { ...spec.parameters, ...request.parameters });
  if (problems.length > 0)
    throw new PermanentProblem(`parameters of ${spec.pipeline}: ${problems.map(parameterProblemText).join('; ')}`);
}

interface Creation {
  readonly jobs: PipelineJobs;
  readonly series: RunSeries;
  readonly jobId: string;
  readonly body: PipelineJobBody;
  readonly event: string;
}

/** An answer that got lost does not say whether the job is there; a look does. If that fails too, a later delivery finds it. */
async function created({ jobs, series, jobId, body, event }: Creation): Promise<boolean> {
  try {
    return (await jobs.create(jobId, body)) === 'created';
  } catch (error) {
    if (!(error instanceof TransientProblem)) throw error;
    const job = await jobs.get(series, jobId).catch(() => undefined);
    if (job?.event !== event) throw error;
    return true;
  }
}
