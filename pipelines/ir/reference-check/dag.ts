import {
  type ComponentSpec,
  type DagSpec,
  type PipelineSpec,
  type PipelineTaskSpec,
} from '../spec/pipeline-spec.generated';
import { checkDagOutputs } from './dag-outputs';
import { checkTaskInputs } from './task-inputs';
import { checkControl } from './control';
import { type PortTypes } from './types';

/** What the checks of one DAG share. */
export interface DagContext {
  readonly spec: PipelineSpec;
  /** Inputs of the component that the DAG is the inside of. */
  readonly inputs: PortTypes;
  readonly dag: DagSpec;
  /** Reports a problem of the DAG, or of one of its tasks. */
  readonly report: (problem: string, task?: string) => void;
}

/** The component that a task runs, if there is one. */
export function componentOf({ spec }: DagContext, task: PipelineTaskSpec | undefined): ComponentSpec | undefined {
  return spec.components?.[task?.componentRef?.name ?? ''];
}

/** Checks a DAG and each of its tasks, not what is inside of them. */
export function checkDag(context: DagContext, component: ComponentSpec, iterated: boolean): void {
  const tasks = Object.entries(context.dag.tasks ?? {});
  if (tasks.length === 0) context.report('has no tasks');
  for (const [name, task] of tasks) {
    if (componentOf(context, task)) {
      checkTaskInputs(context, name, task);
      checkControl(context, name, task);
    } else {
      context.report(`runs component "${task.componentRef?.name}", which isn't there`, name);
    }
    checkDependencies(context, name, task);
  }
  checkOrder(context);
  checkDagOutputs(context, component, iterated);
}

function checkDependencies({ dag, report }: DagContext, name: string, { dependentTasks = [] }: PipelineTaskSpec): void {
  for (const dependency of dependentTasks) {
    if (!dag.tasks?.[dependency]) report(`waits for "${dependency}", which isn't in its DAG`, name);
  }
}

function checkOrder({ dag, report }: DagContext): void {
  const settled = new Set<string>();
  const visit = (name: string, path: readonly string[]): void => {
    if (path.includes(name)) return report(`waits for itself: ${[...path, name].join(' -> ')}`, name);
    if (settled.has(name)) return;
    for (const dependency of dag.tasks?.[name]?.dependentTasks ?? []) visit(dependency, [...path, name]);
    settled.add(name);
  };
  for (const name of Object.keys(dag.tasks ?? {})) visit(name, []);
}
