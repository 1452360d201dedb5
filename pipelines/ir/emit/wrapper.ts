import { type Ref } from '../references';
import {
  type ComponentSpec,
  type DagOutputsSpec,
  type PipelineTaskSpec,
  type TaskInputsSpec,
} from '../spec/pipeline-spec.generated';
import { type Compilation } from './compilation';
import { Frame } from './frame';
import { inputDefinitions, portsOfRefs } from './definitions';

/** A task that decides whether or how often a DAG runs. */
interface ControlTask {
  readonly name: string;
  /** Name of the task and its component when it is wrapped. */
  readonly innerName: string;
  /** Values that it gets, by their name inside. */
  readonly inputs: ReadonlyMap<string, Ref>;
  readonly component: ComponentSpec;
  readonly control: Pick<PipelineTaskSpec, 'parameterIterator' | 'iteratorPolicy' | 'triggerPolicy'>;
}

/**
 * The local runner knows a loop's list, and the operands of a condition that come from a struct item, only when they
 * are plain inputs of the DAG that the task is in; and of the values that a loop passes to its body it replaces every
 * task output by the item. Where that would strike, the task gets a DAG of its own whose plain inputs those values are.
 */
export function wrapWhereNeeded(compilation: Compilation, frame: Frame, task: ControlTask): PipelineTaskSpec {
  const { name, innerName, inputs, component, control } = task;
  const bound = frame.passOn(inputs);
  if (!isMisread(bound, control)) {
    const ref = { name: compilation.addComponent(name, component) };
    return { taskInfo: { name }, componentRef: ref, inputs: bound, ...control };
  }
  const inner: PipelineTaskSpec = {
    taskInfo: { name: innerName },
    componentRef: { name: compilation.addComponent(innerName, component) },
    inputs: new Frame().passOn(inputs),
    ...control,
  };
  const outputs = passOut(innerName, component);
  const wrapper = compilation.addComponent(name, {
    inputDefinitions: inputDefinitions(portsOfRefs(inputs)),
    outputDefinitions: component.outputDefinitions,
    dag: { tasks: { [innerName]: inner }, ...(outputs && { outputs }) },
  });
  return { taskInfo: { name }, componentRef: { name: wrapper }, inputs: bound };
}

function isMisread({ parameters }: TaskInputsSpec, { parameterIterator }: ControlTask['control']): boolean {
  const misread = Object.values(parameters ?? {}).filter(
    (input) => input.parameterExpressionSelector ?? (parameterIterator && input.taskOutputParameter),
  );
  return misread.length > 0;
}

/** Hands the outputs of the only task of a DAG on under their names. */
function passOut(producerSubtask: string, { outputDefinitions }: ComponentSpec): DagOutputsSpec | undefined {
  if (!outputDefinitions) return undefined;
  const outputs: DagOutputsSpec = {};
  for (const outputParameterKey of Object.keys(outputDefinitions.parameters ?? {})) {
    (outputs.parameters ??= {})[outputParameterKey] = { valueFromParameter: { producerSubtask, outputParameterKey } };
  }
  for (const outputArtifactKey of Object.keys(outputDefinitions.artifacts ?? {})) {
    (outputs.artifacts ??= {})[outputArtifactKey] = { artifactSelectors: [{ producerSubtask, outputArtifactKey }] };
  }
  return outputs;
}
