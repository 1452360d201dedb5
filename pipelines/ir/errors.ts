/** Where in a pipeline something is wrong, and how to put it right. */
export interface PipelineProblem {
  readonly pipeline: string;
  readonly task?: string;
  readonly input?: string;
  /** What is wrong, with the value that was given. */
  readonly problem: string;
  /** What is allowed, or the likely fix. */
  readonly fix?: string;
}

/** A pipeline that cannot be compiled: names the pipeline, the task and the input. */
export class PipelineError extends Error {
  public constructor(public readonly details: PipelineProblem) {
    super(describe(details));
    this.name = 'PipelineError';
  }
}

function describe({ pipeline, task, input, problem, fix }: PipelineProblem): string {
  const where = [`pipeline "${pipeline}"`, task && `task "${task}"`, input && `input "${input}"`].filter(Boolean);
  return `${where.join(', ')}: ${problem}${fix ? `; ${fix}` : ''}`;
}
