import { type PipelineJobs } from '../../runs/pipeline-jobs';
import { type RunSpec } from '../../runs/plan';
import { PermanentProblem, TransientProblem } from '../../runs/problems';
import { startRun } from '../../runs/start';
import { type RequestWithEvent } from '../../runs/triggers/message';
import { type Documents } from './documents';
import { type Experiments } from './experiments';
import { type Verdict } from './log';
import { type Templates } from './templates';

export interface Runner {
  /** First part of the ids of jobs: product and environment. */
  readonly prefix: string;
  readonly jobs: PipelineJobs;
  readonly documents: Documents;
  readonly templates: Pick<Templates, 'spec'>;
  readonly experiments: Pick<Experiments, 'record'>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Does what one request asks for. What goes wrong is part of the verdict. */
export async function attempt(request: RequestWithEvent, runner: Runner): Promise<Verdict> {
  try {
    return await start(request, runner);
  } catch (error) {
    return verdictOf(error);
  }
}

async function start(request: RequestWithEvent, runner: Runner): Promise<Verdict> {
  const spec = await specOf(request, runner.documents);
  const { prefix, jobs, now, templates } = runner;
  const outcome = await startRun({ prefix, request, spec, jobs, now, template: () => templates.spec(spec.template) });
  if (outcome.outcome === 'skipped') {
    const { because, detail, jobId } = outcome;
    return { decision: 'skipped', because, detail, jobId };
  }
  const { jobId } = outcome;
  if (spec.experiment === undefined) return { decision: 'started', jobId };
  const record = await runner.experiments.record(spec.experiment, jobId);
  return {
    decision: 'started',
    jobId,
    experiment: record === 'recorded' ? record : `not recorded: ${record.notRecorded}`,
  };
}

async function specOf({ model, purpose }: RequestWithEvent, documents: Documents): Promise<RunSpec> {
  const { pipelines } = await documents.plan(model);
  const spec = pipelines[purpose];
  if (spec) return spec;
  throw new PermanentProblem(`"${model}" has no pipeline for ${purpose}; it has: ${Object.keys(pipelines).join(', ')}`);
}

/** A mistake of ours may be repaired by a deployment before deliveries end: it is tried again. */
export function verdictOf(error: unknown): Verdict {
  const detail = error instanceof Error ? error.message : String(error);
  if (error instanceof PermanentProblem) return { decision: 'dead-lettered', because: 'permanent-problem', detail };
  if (error instanceof TransientProblem) return { decision: 'retry', because: 'transient-problem', detail };
  return { decision: 'retry', because: 'unexpected-problem', detail: (error as Error)?.stack ?? detail };
}
