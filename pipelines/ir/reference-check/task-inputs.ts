import {
  type PipelineTaskSpec,
  type TaskInputsSpec_InputArtifactSpec,
  type TaskInputsSpec_InputParameterSpec,
} from '../spec/pipeline-spec.generated';
import { componentOf, type DagContext } from './dag';
import { placeholderNames } from './placeholders';
import { describePort, fits, inputsOf, outputsOf, type PortType } from './types';

/** Checks that every input of a task is one of its component, comes from something that is there, and fits. */
export function checkTaskInputs(context: DagContext, name: string, task: PipelineTaskSpec): void {
  const wanted = inputsOf(componentOf(context, task)!);
  const { parameters = {}, artifacts = {} } = task.inputs ?? {};
  const embedded = placeholderNames(parameters).inputs;
  for (const [input, source] of Object.entries(parameters)) {
    checkInput(context, name, task, input, wanted.get(input), parameterSource(context, name, task, source), embedded);
    checkConstant(context, name, input, source, wanted.get(input));
  }
  for (const [input, source] of Object.entries(artifacts)) {
    checkInput(context, name, task, input, wanted.get(input), artifactSource(context, name, task, source), embedded);
  }
  for (const input of embedded) {
    if (!parameters[input]) context.report(`embeds input "${input}", which it isn't given`, name);
  }
  const item = task.parameterIterator?.itemInput;
  for (const [input, { optional }] of wanted) {
    if (optional || input === item || parameters[input] || artifacts[input]) continue;
    context.report(`isn't given its input "${input}"`, name);
  }
}

function checkInput(
  { report }: DagContext,
  name: string,
  task: PipelineTaskSpec,
  input: string,
  wanted: PortType | undefined,
  given: PortType | undefined,
  embedded: ReadonlySet<string>,
): void {
  if (!wanted) {
    if (!embedded.has(input)) report(`gives "${input}", which ${task.componentRef?.name} doesn't take`, name);
  } else if (given && !fits(given, wanted)) {
    report(`gives "${input}" ${describePort(given)}, it takes ${describePort(wanted)}`, name);
  }
}

/** Type of what a parameter input comes from; undefined when it fits by construction or was reported. */
function parameterSource(
  context: DagContext,
  name: string,
  task: PipelineTaskSpec,
  source: TaskInputsSpec_InputParameterSpec,
): PortType | undefined {
  if (source.taskOutputParameter) {
    const { producerTask, outputParameterKey } = source.taskOutputParameter;
    return producedBy(context, name, task, producerTask, outputParameterKey, 'parameter');
  }
  if (source.taskFinalStatus) {
    const { producerTask } = source.taskFinalStatus;
    checkProducer(context, name, task, producerTask);
    return { kind: 'parameter', type: 'TASK_FINAL_STATUS', list: false, optional: false };
  }
  if (source.componentInputParameter === undefined) return undefined;
  const around = fromAround(context, name, source.componentInputParameter, 'parameter');
  return source.parameterExpressionSelector === undefined ? around : undefined;
}

function artifactSource(
  context: DagContext,
  name: string,
  task: PipelineTaskSpec,
  { taskOutputArtifact, componentInputArtifact }: TaskInputsSpec_InputArtifactSpec,
): PortType | undefined {
  if (taskOutputArtifact) {
    const { producerTask, outputArtifactKey } = taskOutputArtifact;
    return producedBy(context, name, task, producerTask, outputArtifactKey, 'artifact');
  }
  return fromAround(context, name, componentInputArtifact, 'artifact');
}

function fromAround(context: DagContext, name: string, input: string | undefined, kind: PortType['kind']) {
  const port = context.inputs.get(input ?? '');
  if (port?.kind === kind) return port;
  context.report(`takes ${kind} "${input}" from around it, where there is none`, name);
  return undefined;
}

function producedBy(
  context: DagContext,
  name: string,
  task: PipelineTaskSpec,
  producer: string | undefined,
  key: string | undefined,
  kind: PortType['kind'],
): PortType | undefined {
  const producing = checkProducer(context, name, task, producer);
  const component = componentOf(context, producing);
  const port = component && outputsOf(component).get(key ?? '');
  if (port?.kind === kind) return port;
  if (component) context.report(`takes ${kind} "${key}" of "${producer}", which doesn't make it`, name);
  return undefined;
}

function checkProducer(context: DagContext, name: string, task: PipelineTaskSpec, producer: string | undefined) {
  const producing = context.dag.tasks?.[producer ?? ''];
  if (!producing) context.report(`takes something of "${producer}", which isn't in its DAG`, name);
  else if (!task.dependentTasks?.includes(producer!))
    context.report(`takes something of "${producer}" without waiting for it`, name);
  return producing;
}

const CONSTANTS: Readonly<Record<string, (value: unknown) => boolean>> = {
  STRING: (value) => typeof value === 'string',
  NUMBER_INTEGER: (value) => Number.isInteger(value),
  NUMBER_DOUBLE: (value) => typeof value === 'number',
  BOOLEAN: (value) => typeof value === 'boolean',
  LIST: (value) => Array.isArray(value),
  STRUCT: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
};

function checkConstant(
  { report }: DagContext,
  name: string,
  input: string,
  { runtimeValue }: TaskInputsSpec_InputParameterSpec,
  wanted: PortType | undefined,
): void {
  if (!runtimeValue || !wanted || CONSTANTS[wanted.type]?.(runtimeValue.constant)) return;
  report(`gives "${input}" the constant ${JSON.stringify(runtimeValue.constant)}, it takes ${wanted.type}`, name);
}
