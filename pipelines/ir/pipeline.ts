import { type Outputs, type Returned } from './branches';
import { type BuiltPipeline, type Component, type Implementation } from './component';
import { type ParameterType, type PortContract, type Ports } from './component-contract';
import { PipelineError } from './errors';
import { type GuardedNode, type ScopeRecord, type TaskNode, type TaskOptions } from './graph';
import { Handle, outputLike } from './handles';
import { addNode, checkName, checkPortName, checkReturned } from './nodes';
import { ArtifactListRef, ArtifactRef, ParameterRef, type Ref } from './references';
import { Scope } from './scope';
import { type InputsFor, type RefsFor } from './typing';

/** What a pipeline takes and what it is for. */
export interface PipelineConfig<I extends Ports> {
  readonly description?: string;
  /** @default - none */
  readonly inputs?: I;
}

/** The contract of what a pipeline returns. */
export type PortsOf<R extends Returned> =
  R extends Readonly<Record<string, Ref>>
    ? {
        readonly [K in keyof R]: R[K] extends ParameterRef<infer T>
          ? { readonly kind: 'parameter'; readonly type: T }
          : R[K] extends ArtifactRef<infer T>
            ? { readonly kind: 'artifact'; readonly type: T; readonly schemaVersion: '0.0.1' }
            : R[K] extends ArtifactListRef<infer T>
              ? { readonly kind: 'artifact'; readonly type: T; readonly schemaVersion: '0.0.1'; readonly list: true }
              : never;
      }
    : Record<never, never>;

/** The body of a whole pipeline: its inputs, and an exit handler if it needs one. */
export class PipelineScope<I extends Ports> extends Scope {
  public constructor(
    record: ScopeRecord,
    public readonly inputs: RefsFor<I>,
  ) {
    super(record);
  }

  /**
   * Runs a component after everything in the body has finished, also when some of it failed. A component input of
   * type `TASK_FINAL_STATUS` is filled in with what became of the body.
   *
   * @param name kebab-case, unique in the pipeline
   * @param inputs constants and the pipeline's own inputs only: other tasks may not have run
   */
  public exitHandler<const J extends Ports, R extends Returned>(
    name: string,
    component: Component<J, Ports>,
    inputs: NoInfer<InputsFor<J>>,
    body: (guarded: Scope) => R,
    options: TaskOptions = {},
  ): Guarded<R> {
    const node = this.addGuarded(`before-${name}`);
    node.returned = checkReturned(node.body, body(new Scope(node.body)));
    const exit: TaskNode = { kind: 'task', name, scope: this.record, after: new Set(), component, inputs, options };
    addNode({ ...exit, exitOf: node });
    return new Guarded<R>(node);
  }

  private addGuarded(name: string): GuardedNode {
    const { pipeline } = this.record;
    const body: ScopeRecord = { kind: 'guarded', pipeline, label: `the exit handler's body "${name}"`, nodes: [] };
    const node: GuardedNode = { kind: 'guarded', name, scope: this.record, after: new Set(), body, returned: {} };
    body.holder = node;
    return addNode(node);
  }
}

/** The part of a pipeline that an exit handler watches. */
export class Guarded<R extends Returned> extends Handle {
  /** What the body returned. */
  public readonly outputs: Outputs<R>;

  public constructor(node: GuardedNode) {
    super(node);
    const refs = Object.entries(node.returned).map(([key, ref]) => [key, outputLike(node, key, ref)]);
    this.outputs = Object.fromEntries(refs) as Outputs<R>;
  }
}

/** A pipeline; as a component it runs nested in another. */
export class Pipeline<I extends Ports = Ports, O extends Ports = Ports> implements Component<I, O> {
  private built?: BuiltPipeline;
  private building = false;

  public constructor(
    public readonly name: string,
    public readonly description: string | undefined,
    public readonly inputs: I,
    /** Typed without the inputs, so that any pipeline is a `Pipeline`. */
    private readonly body: (p: PipelineScope<never>) => Returned,
  ) {
    checkName(name, name, 'pipeline');
    for (const input of Object.keys(inputs)) checkPortName(name, input);
  }

  public get implementation(): Implementation {
    return { kind: 'pipeline', pipeline: this };
  }

  public get outputs(): O {
    const ports = Object.entries(this.build().returned).map(([key, ref]) => [key, portOf(ref)]);
    return Object.fromEntries(ports) as O;
  }

  /** Runs the author's function, once. */
  public build(): BuiltPipeline {
    if (this.built) return this.built;
    if (this.building) throw new PipelineError({ pipeline: this.name, problem: 'the pipeline contains itself' });
    this.building = true;
    try {
      const names = Object.keys(this.inputs);
      const record: ScopeRecord = {
        kind: 'pipeline',
        pipeline: this.name,
        label: 'the pipeline',
        inputs: names,
        nodes: [],
      };
      const returned = this.body(new PipelineScope(record, inputRefs(record, this.inputs) as never));
      return (this.built = { record, returned: checkReturned(record, returned) });
    } finally {
      this.building = false;
    }
  }
}

function inputRefs<I extends Ports>(scope: ScopeRecord, inputs: I): RefsFor<I> {
  const refs = Object.entries(inputs).map(([name, port]) => [name, inputRef(scope, name, port)]);
  return Object.fromEntries(refs) as RefsFor<I>;
}

function inputRef(scope: ScopeRecord, name: string, port: PortContract): Ref {
  const origin = { kind: 'pipeline-input', scope, name } as const;
  if (port.kind === 'parameter') return new ParameterRef<ParameterType>(port.type, origin);
  return port.list ? new ArtifactListRef(port.type, origin) : new ArtifactRef(port.type, origin);
}

function portOf(ref: Ref): PortContract {
  if (ref.kind === 'parameter') return { kind: 'parameter', type: ref.type };
  const artifact = { kind: 'artifact', type: ref.type, schemaVersion: '0.0.1' } as const;
  return ref.kind === 'artifact-list' ? { ...artifact, list: true } : artifact;
}

/**
 * Describes a pipeline. The body runs when the pipeline is compiled or nested; it only describes, nothing runs.
 *
 * @param name kebab-case
 * @param body adds tasks to `p`; what it returns are the pipeline's outputs
 */
export function pipeline<const I extends Ports = Record<never, never>, R extends Returned = void>(
  name: string,
  config: PipelineConfig<I>,
  body: (p: PipelineScope<I>) => R,
): Pipeline<I, PortsOf<R>> {
  return new Pipeline<I, PortsOf<R>>(
    name,
    config.description,
    config.inputs ?? ({} as I),
    body as (p: PipelineScope<never>) => R,
  );
}
