/**
 * The contract of one pipeline component: names and types of what goes in and out. For components written in Python
 * it is read from the function's signature and committed beside it as `contract.generated.ts`, so that a pipeline
 * written in TypeScript is checked against the Python that will run.
 */

/** A parameter's type, as KFP names it. `TASK_FINAL_STATUS` is filled in by the backend, in exit handlers only. */
export type ParameterType =
  'STRING' | 'NUMBER_INTEGER' | 'NUMBER_DOUBLE' | 'BOOLEAN' | 'LIST' | 'STRUCT' | 'TASK_FINAL_STATUS';

/** An artifact's schema title: KFP's own (`system.`) and those of Google Cloud's ready-made components (`google.`). */
export type ArtifactType =
  | 'system.Artifact'
  | 'system.Dataset'
  | 'system.Model'
  | 'system.Metrics'
  | 'system.ClassificationMetrics'
  | 'system.SlicedClassificationMetrics'
  | 'system.HTML'
  | 'system.Markdown'
  | `google.${string}`;

/** Any JSON value; readonly, so that a literal `as const` fits. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** A value passed by content. */
export interface ParameterContract {
  readonly kind: 'parameter';
  readonly type: ParameterType;
  /** The component runs without it. @default - the input must be given */
  readonly optional?: true;
  /** Value when the input isn't given; implies `optional`. @default - none */
  readonly default?: JsonValue;
  readonly description?: string;
}

/** A file or folder passed by reference, recorded in the metadata store. */
export interface ArtifactContract {
  readonly kind: 'artifact';
  readonly type: ArtifactType;
  /** Version of the artifact's schema; `0.0.1` for every type that KFP and Google publish. */
  readonly schemaVersion: string;
  /** A list of artifacts (`List[Dataset]` in Python). @default - one artifact */
  readonly list?: true;
  /** The component runs without it. @default - the input must be given */
  readonly optional?: true;
  readonly description?: string;
}

/** What one input or output of a component carries. */
export type PortContract = ParameterContract | ArtifactContract;

/** Inputs or outputs by name. */
export type Ports = Readonly<Record<string, PortContract>>;

/** Names and types of everything that goes in and out of a component. */
export interface ComponentContract {
  /** Kebab-case name, the component's folder in `pipelines/components`. */
  readonly name: string;
  /** The Python function that runs. */
  readonly functionName: string;
  /** First sentence of the function's docstring. */
  readonly description?: string;
  readonly inputs: Ports;
  readonly outputs: Ports;
}
