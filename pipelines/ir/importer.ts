import { type Component } from './component';
import { type ArtifactType, type JsonValue, type PortContract } from './component-contract';
import { type ParameterRef } from './references';
import { type Text } from './text';

/** What is brought into a pipeline. */
export interface ImporterOptions<T extends ArtifactType> {
  /** Where it is: `gs://...`, a resource's URI or a local path. */
  readonly uri: string | Text | ParameterRef<'STRING'>;
  readonly type: T;
  /** Properties recorded with the artifact. @default - none */
  readonly metadata?: Readonly<Record<string, JsonValue>>;
  /** Record a new artifact even if one of this URI is known. @default false */
  readonly reimport?: boolean;
}

/** The contract of what an importer makes. */
export interface ImporterOutputs<T extends ArtifactType> extends Record<string, PortContract> {
  readonly artifact: { readonly kind: 'artifact'; readonly type: T; readonly schemaVersion: '0.0.1' };
}

/** The component behind `Scope.importer`. */
export function importer<const T extends ArtifactType>(options: ImporterOptions<T>) {
  const schemaVersion = '0.0.1';
  const { type, metadata, reimport = false } = options;
  return {
    name: `importer-${type.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`,
    inputs: { uri: { kind: 'parameter', type: 'STRING' } },
    outputs: { artifact: { kind: 'artifact', type, schemaVersion } },
    implementation: { kind: 'importer', type, schemaVersion, metadata, reimport, constantUri: constantOf(options.uri) },
  } as const satisfies Component;
}

function constantOf(uri: string | Text | ParameterRef<'STRING'>): string | undefined {
  return typeof uri === 'string' ? uri : undefined;
}
