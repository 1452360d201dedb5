import { checkVisible } from './reference';
import { checkConstant } from './value';
import { type ArtifactContract, type PortContract } from '../component-contract';
import { mayBeLeftOut } from '../emit/definitions';
import { PipelineError } from '../errors';
import { type GivenValue, pipelineInputs, type TaskNode } from '../graph';
import { checkTaskOptions } from './options';
import { checkPortName } from '../nodes';
import { describeRef, isRef, ParameterRef, type Ref } from '../references';
import { parametersIn, Text } from '../text';

/** Refuses a task whose inputs or options don't fit its component; says which and why. */
export function checkTask(node: TaskNode): void {
  checkTaskOptions(node);
  const { component, inputs, exitOf } = node;
  for (const name of Object.keys(component.inputs)) checkPortName(node.scope.pipeline, name, node.name);
  for (const name of Object.keys(component.outputs)) checkPortName(node.scope.pipeline, name, node.name);
  for (const [name, value] of Object.entries(inputs)) {
    if (value !== undefined) checkInput(node, name, value);
  }
  for (const [name, port] of Object.entries(component.inputs)) {
    if (inputs[name] === undefined && !mayBeLeftOut(port)) refuse(node, name, `missing: it takes ${describe(port)}`);
    const isStatus = port.kind === 'parameter' && port.type === 'TASK_FINAL_STATUS';
    if (inputs[name] === undefined) checkNotCaptured(node, name, port);
    if (isStatus && !exitOf) refuse(node, name, 'only an exit handler has a final status', 'use p.exitHandler');
  }
}

/** A nested pipeline's input without value and default is looked up around it by the local runner. */
function checkNotCaptured(node: TaskNode, name: string, port: PortContract): void {
  const hasDefault = port.kind === 'parameter' && port.default !== undefined && port.default !== null;
  if (hasDefault || node.component.implementation.kind !== 'pipeline' || !pipelineInputs(node.scope).includes(name))
    return;
  const problem = 'left out, it would take the value of the input of that name around it when run locally';
  refuse(node, name, problem, 'give it, or rename one of them');
}

function refuse(node: TaskNode, input: string, problem: string, fix?: string): never {
  throw new PipelineError({ pipeline: node.scope.pipeline, task: node.name, input, problem, fix });
}

function checkInput(node: TaskNode, name: string, value: GivenValue): void {
  const port = node.component.inputs[name];
  if (!port) {
    const known = Object.keys(node.component.inputs).join(', ') || 'none';
    return refuse(node, name, `component "${node.component.name}" has no such input`, `it has: ${known}`);
  }
  const refs = isRef(value) ? [value] : parametersIn(value);
  for (const ref of refs) checkRefHere(node, name, ref);
  if (isRef(value)) checkFits(node, name, port, value);
  else checkGivenConstant(node, name, port, value);
}

function checkRefHere(node: TaskNode, name: string, ref: Ref): void {
  checkVisible(node.scope, ref, node.name, name);
  if (node.exitOf && ref.origin.kind !== 'pipeline-input') {
    refuse(node, name, 'an exit task runs also when other tasks failed', "give it constants and the pipeline's inputs");
  }
}

function checkFits(node: TaskNode, name: string, port: PortContract, value: Ref): void {
  const given = `${value.kind === 'artifact-list' ? 'a list of ' : ''}${value.type}`;
  const fits =
    port.kind === 'parameter' ? value instanceof ParameterRef && value.type === port.type : fitsArtifact(port, value);
  if (!fits) refuse(node, name, `takes ${describe(port)}, given ${given}`);
}

function fitsArtifact(port: ArtifactContract, value: Ref): boolean {
  const sameShape = value.kind === (port.list ? 'artifact-list' : 'artifact');
  return sameShape && (port.type === 'system.Artifact' || port.type === value.type);
}

function checkGivenConstant(node: TaskNode, name: string, port: PortContract, value: GivenValue): void {
  if (port.kind === 'artifact') {
    refuse(node, name, `takes ${describe(port)}, given a constant`, 'bring a file in with p.importer');
  }
  checkConstant(port.type, value, (problem) => refuse(node, name, `${show(value)} ${problem}`));
  if (node.component.implementation.kind === 'pipeline' && parametersIn(value).length > 0) {
    refuse(
      node,
      name,
      'a text reaches components only, not nested pipelines',
      'build the text inside the nested pipeline',
    );
  }
}

/** A constant as its author wrote it, with parameters and texts only named. */
function show(value: GivenValue): string {
  return JSON.stringify(value, (_, item: unknown) => {
    if (item instanceof Text) return '<text>';
    return isRef(item) ? `<${describeRef(item)}>` : item;
  });
}

function describe(port: PortContract): string {
  return port.kind === 'artifact' && port.list ? `a list of ${port.type}` : port.type;
}
