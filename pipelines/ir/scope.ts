import { Branches, type Returned } from './branches';
import { type Component } from './component';
import { type ArtifactType, type ParameterType, type Ports } from './component-contract';
import { type Condition, type LoopNode, type ScopeRecord, type TaskOptions } from './graph';
import { TaskHandle } from './handles';
import { importer, type ImporterOptions, type ImporterOutputs } from './importer';
import { type Item, itemOf, type ItemType, LoopHandle, type LoopOptions, type LoopReturned } from './loop';
import { addNode, checkReturned } from './nodes';
import { type ParameterRef } from './references';
import { type Comparable, type ComparableRef, type InputsFor, type OperatorFor } from './typing';

/** One level of a pipeline under construction: the pipeline itself, a branch, a loop's body. */
export class Scope {
  public constructor(protected readonly record: ScopeRecord) {}

  /**
   * Runs a component.
   *
   * @param name kebab-case, unique in the pipeline
   * @throws PipelineError for a wrong or taken name; inputs are checked when the pipeline is built
   */
  public task<const I extends Ports, const O extends Ports>(
    name: string,
    component: Component<I, O>,
    inputs: NoInfer<InputsFor<I>>,
    options: TaskOptions = {},
  ): TaskHandle<O> {
    const node = addNode({ kind: 'task', name, scope: this.record, after: new Set(), component, inputs, options });
    return new TaskHandle(node, component.outputs);
  }

  /** Brings a file or resource that exists already into the pipeline, as an artifact with its place in the lineage. */
  public importer<const T extends ArtifactType>(
    name: string,
    options: ImporterOptions<T>,
    task: TaskOptions = {},
  ): TaskHandle<ImporterOutputs<T>> {
    return this.task(name, importer(options), { uri: options.uri }, task) as TaskHandle<ImporterOutputs<T>>;
  }

  /**
   * Runs the body when the comparison holds. What the body returns can be used outside once `else` completes the
   * choice.
   *
   * @param name kebab-case, unique in the pipeline
   */
  public if<T extends keyof Comparable, R extends Returned>(
    name: string,
    left: ParameterRef<T>,
    operator: NoInfer<OperatorFor<T>>,
    right: NoInfer<Comparable[T] | ComparableRef<T>>,
    body: (branch: Scope) => R,
  ): Branches<R> {
    const node = addNode({ kind: 'branches', name, scope: this.record, after: new Set(), branches: [] });
    const condition: Condition = { left, operator, right };
    return new Branches<R>(node, (record) => new Scope(record)).add(`${name}-if`, body, condition);
  }

  /**
   * Runs the body once per item, side by side. What the body returns is collected into lists, in the items' order.
   *
   * @param name kebab-case, unique in the pipeline
   */
  public parallelFor<const T extends ItemType, R extends LoopReturned>(
    name: string,
    options: LoopOptions<T>,
    body: (iteration: Scope, item: Item<T>) => R,
  ): LoopHandle<R> {
    const { items, of, parallelism } = options;
    const itemType = typeof of === 'string' ? (of as ParameterType) : 'STRUCT';
    const node = this.addLoop({ name, items, itemType, parallelism });
    node.returned = checkReturned(node.body, body(new Scope(node.body), itemOf(name, node.body, of)));
    return new LoopHandle<R>(node);
  }

  private addLoop(loop: Pick<LoopNode, 'name' | 'items' | 'itemType' | 'parallelism'>): LoopNode {
    const { pipeline } = this.record;
    const body: ScopeRecord = { kind: 'loop', pipeline, label: `loop "${loop.name}"`, nodes: [] };
    const node: LoopNode = { ...loop, kind: 'loop', scope: this.record, after: new Set(), body, returned: {} };
    body.holder = node;
    return addNode(node);
  }
}
