import { type ComponentSpec, type DagOutputsSpec } from '../spec/pipeline-spec.generated';
import { componentOf, type DagContext } from './dag';
import { describePort, fits, outputsOf, type PortType } from './types';

/** One task's output that a DAG hands out. */
interface Selector {
  readonly kind: PortType['kind'];
  readonly task: string;
  readonly key: string;
}

/** Checks that a DAG hands out exactly what its component declares, and that its tasks make it. */
export function checkDagOutputs(context: DagContext, component: ComponentSpec, iterated: boolean): void {
  const declared = outputsOf(component);
  const handedOut = selectors(context.dag.outputs);
  for (const [name, port] of declared) {
    const sources = handedOut.get(name) ?? [];
    if (sources.length === 0) context.report(`declares the output "${name}", which none of its tasks makes`);
    for (const source of sources) checkSource(context, name, source, port, iterated);
  }
  for (const name of handedOut.keys()) {
    if (!declared.has(name)) context.report(`hands out "${name}", which it doesn't declare`);
  }
}

function selectors({ parameters = {}, artifacts = {} }: DagOutputsSpec = {}): Map<string, Selector[]> {
  const result = new Map<string, Selector[]>();
  for (const [name, { valueFromParameter, valueFromOneof }] of Object.entries(parameters)) {
    const all = valueFromOneof?.parameterSelectors ?? (valueFromParameter ? [valueFromParameter] : []);
    const sources = all.map(({ producerSubtask = '', outputParameterKey = '' }) => [
      producerSubtask,
      outputParameterKey,
    ]);
    result.set(
      name,
      sources.map(([task, key]) => ({ kind: 'parameter', task: task!, key: key! })),
    );
  }
  for (const [name, { artifactSelectors = [] }] of Object.entries(artifacts)) {
    const sources = artifactSelectors.map(({ producerSubtask = '', outputArtifactKey = '' }) => [
      producerSubtask,
      outputArtifactKey,
    ]);
    result.set(
      name,
      sources.map(([task, key]) => ({ kind: 'artifact', task: task!, key: key! })),
    );
  }
  return result;
}

function checkSource(context: DagContext, name: string, source: Selector, declared: PortType, iterated: boolean): void {
  const producer = context.dag.tasks?.[source.task];
  if (!producer) return context.report(`hands out "${name}" of "${source.task}", which isn't in it`);
  const component = componentOf(context, producer);
  const made = component && outputsOf(component).get(source.key);
  if (made?.kind !== source.kind)
    return context.report(`hands out "${source.key}" of "${source.task}", which doesn't make it`);
  const outside = iterated ? collected(made) : made;
  if (fits(outside, declared)) return;
  context.report(`declares "${name}" as ${describePort(declared)}, it is ${describePort(outside)}`);
}

/** How one iteration's output looks outside the loop. */
function collected(port: PortType): PortType {
  return port.kind === 'parameter' ? { ...port, type: 'LIST' } : { ...port, list: true };
}
