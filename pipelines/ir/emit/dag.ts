import { type PipelineDefinition } from '../component';
import { type Node, type ScopeRecord, type TaskNode } from '../graph';
import { type Ref } from '../references';
import {
  type ComponentSpec,
  type DagOutputsSpec,
  type DagSpec,
  type PipelineTaskSpec,
} from '../spec/pipeline-spec.generated';
import { checkPipelineInputs } from '../check/pipeline';
import { checkTask } from '../check/task';
import { branchesTask } from './branches';
import { takesOnlyArtifacts, withPlaceholder } from './artifacts-only';
import { type Compilation } from './compilation';
import { inputDefinitions, outputDefinitions, portsOfRefs } from './definitions';
import { dependencies } from './dependencies';
import { executorOf } from './executor';
import { Frame } from './frame';
import { guardedTask, loopTask } from './groups';
import { taskSpec } from './task';

/** Writes the inside of a scope. */
export function dagOf(
  compilation: Compilation,
  frame: Frame,
  scope: ScopeRecord,
  returned: Readonly<Record<string, Ref>>,
): DagSpec {
  const tasks = Object.fromEntries(scope.nodes.map((node) => [node.name, nodeTask(compilation, frame, node)]));
  const outputs = dagOutputs(returned);
  return { tasks: dependencies(scope, tasks), ...(outputs && { outputs }) };
}

function nodeTask(compilation: Compilation, frame: Frame, node: Node): PipelineTaskSpec {
  switch (node.kind) {
    case 'task':
      checkTask(node);
      return taskSpec(frame, node, componentOf(compilation, node));
    case 'branches':
      return branchesTask(compilation, frame, node);
    case 'loop':
      return loopTask(compilation, frame, node);
    case 'guarded':
      return guardedTask(compilation, frame, node);
  }
}

function componentOf(compilation: Compilation, node: TaskNode): string {
  const { name, inputs, outputs, implementation } = node.component;
  if (implementation.kind === 'pipeline') {
    const nested = compilation.nested(node.name, () => pipelineComponent(compilation, implementation.pipeline));
    return compilation.addComponent(node.name, takesOnlyArtifacts(inputs) ? withPlaceholder(nested) : nested);
  }
  const definitions = { inputDefinitions: inputDefinitions(inputs), outputDefinitions: outputDefinitions(outputs) };
  return compilation.addLeaf(node.name, name, definitions, executorOf(implementation, node, compilation.options));
}

/** A pipeline as a component: the root of the spec, or nested. */
export function pipelineComponent(compilation: Compilation, pipeline: PipelineDefinition): ComponentSpec {
  const { record, returned } = pipeline.build();
  const component = {
    inputDefinitions: inputDefinitions(pipeline.inputs),
    outputDefinitions: outputDefinitions(portsOfRefs(Object.entries(returned))),
    dag: dagOf(compilation, new Frame(record), record, returned),
  };
  checkPipelineInputs(pipeline, component);
  return component;
}

/** What a DAG hands out, each from one of its tasks. */
export function dagOutputs(returned: Readonly<Record<string, Ref>>): DagOutputsSpec | undefined {
  const outputs: DagOutputsSpec = {};
  for (const [name, { kind, origin }] of Object.entries(returned)) {
    if (origin.kind !== 'output') continue;
    const producerSubtask = origin.node.name;
    if (kind === 'parameter') {
      (outputs.parameters ??= {})[name] = { valueFromParameter: { producerSubtask, outputParameterKey: origin.key } };
    } else {
      (outputs.artifacts ??= {})[name] = { artifactSelectors: [{ producerSubtask, outputArtifactKey: origin.key }] };
    }
  }
  return Object.keys(outputs).length > 0 ? outputs : undefined;
}
