import { type Ports, type PortContract } from './component-contract';
import { PipelineError } from './errors';
import { type Node, nodeWithin, outwards } from './graph';
import { ArtifactListRef, ArtifactRef, ParameterRef, type Ref } from './references';
import { type RefsFor } from './typing';

/** Something in a pipeline that runs, and that others can wait for. */
export abstract class Handle {
  public constructor(public readonly node: Node) {}

  public get name(): string {
    return this.node.name;
  }

  /**
   * Waits for others whose outputs aren't used.
   *
   * @throws PipelineError when one of them isn't in this scope or one around it
   */
  public after(...others: readonly Handle[]): this {
    for (const other of others) this.node.after.add(this.reachable(other.node));
    return this;
  }

  private reachable(other: Node): Node {
    const { scope, name } = this.node;
    if ([...outwards(scope)].includes(other.scope) && nodeWithin(other.scope, this.node) !== other) return other;
    throw new PipelineError({
      pipeline: scope.pipeline,
      task: name,
      problem: `cannot run after "${other.name}", which is in ${other.scope.label}`,
      fix: 'wait for a task of the same scope or of one around it',
    });
  }
}

/** A task in a pipeline; its outputs go into other tasks. */
export class TaskHandle<O extends Ports = Ports> extends Handle {
  /** The outputs, by the names in the component's contract. */
  public readonly outputs: RefsFor<O>;

  public constructor(node: Node, contract: O) {
    super(node);
    const refs = Object.entries(contract).map(([key, port]) => [key, outputRef(node, key, port)]);
    this.outputs = Object.fromEntries(refs) as RefsFor<O>;
  }
}

/** Stands for the output of a node. */
export function outputRef(node: Node, key: string, port: PortContract): Ref {
  const origin = { kind: 'output', scope: node.scope, node, key } as const;
  if (port.kind === 'parameter') return new ParameterRef(port.type, origin);
  return port.list ? new ArtifactListRef(port.type, origin) : new ArtifactRef(port.type, origin);
}

/** Same type, another place: how what a body returns looks from outside. */
export function outputLike<R extends Ref>(node: Node, key: string, ref: R): R {
  const origin = { kind: 'output', scope: node.scope, node, key } as const;
  return new (ref.constructor as new (type: string, at: typeof origin) => R)(ref.type, origin);
}

/** What a loop makes of an output of its body: the list of it. */
export function collectedLike(node: Node, key: string, ref: Ref): ParameterRef<'LIST'> | ArtifactListRef {
  const origin = { kind: 'output', scope: node.scope, node, key } as const;
  return ref instanceof ParameterRef ? new ParameterRef('LIST', origin) : new ArtifactListRef(ref.type, origin);
}
