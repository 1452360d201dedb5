import { type ComponentSpec, type PipelineDeploymentConfig_ExecutorSpec } from '../spec/pipeline-spec.generated';
import { type CompileOptions } from './options';

/** What is gathered while a pipeline is written: the components and executors that its DAGs refer to. */
export class Compilation {
  public readonly components: Record<string, ComponentSpec> = {};
  public readonly executors: Record<string, PipelineDeploymentConfig_ExecutorSpec> = {};

  private path = '';

  public constructor(
    public readonly pipeline: string,
    public readonly options: CompileOptions,
  ) {}

  /** Adds the component of one task; executors that are the same are shared, by the name of what they run. */
  public addLeaf(
    name: string,
    executorName: string,
    spec: ComponentSpec,
    executor: PipelineDeploymentConfig_ExecutorSpec,
  ): string {
    const executorLabel = addShared(this.executors, `exec-${executorName}`, executor);
    return this.addComponent(name, { ...spec, executorLabel });
  }

  /**
   * Adds the component of one task. Tasks never share one: the local runner keeps outputs in a folder named after the
   * component, where the second task would overwrite what the first has made.
   */
  public addComponent(name: string, spec: ComponentSpec): string {
    const label = firstName(`comp-${this.path}${name}`, (candidate) => this.components[candidate] === undefined);
    this.components[label] = spec;
    return label;
  }

  /** Adds what is inside a nested pipeline, under names that tell for which task it is. */
  public nested<T>(task: string, add: () => T): T {
    const around = this.path;
    this.path = `${around}${task}-`;
    try {
      return add();
    } finally {
      this.path = around;
    }
  }
}

function addShared<T>(all: Record<string, T>, name: string, value: T): string {
  const content = JSON.stringify(value);
  const label = firstName(
    name,
    (candidate) => all[candidate] === undefined || JSON.stringify(all[candidate]) === content,
  );
  all[label] = value;
  return label;
}

/** The name itself, or with the first number that is accepted. */
function firstName(name: string, accepted: (candidate: string) => boolean): string {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name}-${number}`;
    if (accepted(candidate)) return candidate;
  }
}
