import { type GuardedNode, type LoopNode } from '../graph';
import { ParameterRef, type Ref } from '../references';
import { type PipelineTaskSpec, type PipelineTaskSpec_IteratorPolicy } from '../spec/pipeline-spec.generated';
import { checkLoop } from '../check/loop';
import { type Compilation } from './compilation';
import { dagOf } from './dag';
import { inputDefinitions, outputDefinitions, portsOfRefs } from './definitions';
import { Frame } from './frame';
import { channelName, itemName } from './naming';
import { wrapWhereNeeded } from './wrapper';

/** The task that runs a loop's body once per item. */
export function loopTask(compilation: Compilation, frame: Frame, node: LoopNode): PipelineTaskSpec {
  checkLoop(node);
  const inner = new Frame(node.body);
  const dag = dagOf(compilation, inner, node.body, node.returned);
  const inputs = new Map<string, Ref>(inner.needs);
  if (node.items instanceof ParameterRef) inputs.set(channelName(node.items), node.items);
  const item = { kind: 'parameter', type: node.itemType } as const;
  return wrapWhereNeeded(compilation, frame, {
    name: node.name,
    innerName: `${node.name}-loop`,
    inputs,
    component: {
      inputDefinitions: inputDefinitions({ ...portsOfRefs(inputs), [itemName(node.name)]: item }),
      outputDefinitions: outputDefinitions(collectedPorts(node)),
      dag,
    },
    control: { parameterIterator: { itemInput: itemName(node.name), items: itemsOf(node) }, ...iteratorPolicy(node) },
  });
}

function itemsOf({ items }: LoopNode): { inputParameter: string } | { raw: string } {
  return items instanceof ParameterRef ? { inputParameter: channelName(items) } : { raw: JSON.stringify(items) };
}

function iteratorPolicy({ parallelism }: LoopNode): { iteratorPolicy?: PipelineTaskSpec_IteratorPolicy } {
  return parallelism === undefined ? {} : { iteratorPolicy: { parallelismLimit: parallelism } };
}

function collectedPorts({ returned }: LoopNode) {
  const ports = Object.entries(portsOfRefs(Object.entries(returned))).map(([name, port]) => {
    const collected =
      port.kind === 'parameter' ? ({ ...port, type: 'LIST' } as const) : ({ ...port, list: true } as const);
    return [name, collected] as const;
  });
  return Object.fromEntries(ports);
}

/** The task that holds everything an exit handler watches. */
export function guardedTask(compilation: Compilation, frame: Frame, node: GuardedNode): PipelineTaskSpec {
  const inner = new Frame(node.body);
  const dag = dagOf(compilation, inner, node.body, node.returned);
  const component = compilation.addComponent(node.name, {
    inputDefinitions: inputDefinitions(portsOfRefs(inner.needs)),
    outputDefinitions: outputDefinitions(portsOfRefs(Object.entries(node.returned))),
    dag,
  });
  return { taskInfo: { name: node.name }, componentRef: { name: component }, inputs: frame.passOn(inner.needs) };
}
