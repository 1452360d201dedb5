import { type Handle, PipelineError } from '../ir';

interface Mistake {
  readonly at: string;
  readonly problem: string;
  readonly fix?: string;
}

/** Collects what is wrong with a job, so that everything is said at once. */
export class Mistakes {
  public constructor(
    private readonly path = '',
    private readonly found: Mistake[] = [],
  ) {}

  /** The same list, for a part of the props. */
  public within(part: string): Mistakes {
    return new Mistakes(this.pathTo(part), this.found);
  }

  public add(prop: string, problem: string, fix?: string): void {
    this.found.push({ at: this.pathTo(prop), problem, fix });
  }

  /** @throws PipelineError that names the pipeline, the task and every wrong prop */
  public refuse({ node }: Handle): void {
    const [first, ...others] = this.found;
    if (!first) return;
    const where = { pipeline: node.scope.pipeline, task: node.name };
    if (others.length === 0)
      throw new PipelineError({ ...where, input: first.at, problem: first.problem, fix: first.fix });
    const lines = this.found.map(({ at, problem, fix }) => `\n- "${at}": ${problem}${fix ? `; ${fix}` : ''}`);
    throw new PipelineError({ ...where, problem: `${this.found.length} mistakes${lines.join('')}` });
  }

  private pathTo(part: string): string {
    return [this.path, part].filter(Boolean).join('.');
  }
}
