import { type ArtifactType, type ComponentContract, type JsonValue, type Ports } from './component-contract';
import { type ScopeRecord } from './graph';
import { type Ref } from './references';

/** Something that a task can run: Python, a container, an importer, or a whole pipeline. */
export interface Component<I extends Ports = Ports, O extends Ports = Ports> {
  readonly name: string;
  readonly description?: string;
  readonly inputs: I;
  readonly outputs: O;
  readonly implementation: Implementation;
}

/** What is behind a component's contract. */
export type Implementation =
  | { readonly kind: 'python'; readonly functionName: string; readonly source: string }
  | ContainerImplementation
  | ImporterImplementation
  | { readonly kind: 'pipeline'; readonly pipeline: PipelineDefinition };

/** A pipeline after its author's function has run. */
export interface BuiltPipeline {
  readonly record: ScopeRecord;
  /** Its outputs. */
  readonly returned: Readonly<Record<string, Ref>>;
}

/** What a compilation needs of a pipeline. */
export interface PipelineDefinition {
  readonly name: string;
  readonly description?: string;
  readonly inputs: Ports;
  build(): BuiltPipeline;
}

export interface ContainerImplementation {
  readonly kind: 'container';
  readonly image: string;
  readonly command: readonly string[];
  readonly args: readonly string[];
}

export interface ImporterImplementation {
  readonly kind: 'importer';
  readonly type: ArtifactType;
  readonly schemaVersion: string;
  readonly metadata?: Readonly<Record<string, JsonValue>>;
  readonly reimport: boolean;
  /** The URI when it is known now. @default - it comes with the task's input `uri` */
  readonly constantUri?: string;
}

/**
 * A component written in Python, embedded whole as a KFP lightweight component.
 *
 * @param contract names and types, read from the function's signature
 * @param source text of the Python file; it must be importable on its own
 */
export function pythonComponent<const C extends ComponentContract>(
  contract: C,
  source: string,
): Component<C['inputs'], C['outputs']> {
  const { name, description, inputs, outputs, functionName } = contract;
  return { name, description, inputs, outputs, implementation: { kind: 'python', functionName, source } };
}
