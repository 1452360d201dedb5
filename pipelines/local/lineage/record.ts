import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocalRunError } from '../errors';

/** Records in the shape of ML Metadata's messages, as lineage_record.py writes them. */
export interface LineageArtifact {
  readonly id: number;
  /** Schema title, as in `system.Model`; `system.Artifact` for an input file. */
  readonly type: string;
  readonly name: string;
  readonly uri: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly customProperties: { readonly sha256: string | null; readonly bytes: number | null };
}

export interface LineageExecution {
  readonly id: number;
  /** Path of the step: `condition-1/register`. */
  readonly name: string;
  readonly lastKnownState: 'RUNNING' | 'COMPLETE' | 'FAILED' | 'CANCELED';
  readonly properties: {
    readonly component: string;
    readonly image: string;
    readonly codeSha256: string;
    readonly parameters: Readonly<Record<string, unknown>>;
  };
}

export interface LineageEvent {
  readonly executionId: number;
  readonly artifactId: number;
  readonly type: 'INPUT' | 'OUTPUT';
  /** Name of the component's input or output. */
  readonly path: readonly string[];
}

export interface LineageContext {
  readonly type: 'system.Pipeline' | 'system.PipelineRun';
  readonly name: string;
  readonly properties?: {
    readonly parameters: Readonly<Record<string, unknown>>;
    readonly pipelineSha256: string;
    readonly state: string;
  };
}

/** One run's record. */
export interface LineageRecord {
  readonly contexts: readonly LineageContext[];
  readonly executions: readonly LineageExecution[];
  readonly artifacts: readonly LineageArtifact[];
  readonly events: readonly LineageEvent[];
}

/** A run's record under its run id. */
export interface RunLineage {
  readonly runId: string;
  readonly record: LineageRecord;
}

/** The run's own context: its parameters, the pipeline's hash, its state. */
export function runContext({ record }: RunLineage): LineageContext | undefined {
  return record.contexts.find((context) => context.type === 'system.PipelineRun');
}

/** `name@number` of a version in a registry, as the components register and find-champion note it. */
export function registryVersion({ properties }: LineageArtifact): string | undefined {
  const { model, version } = properties;
  return model && version ? `${String(model)}@${String(version)}` : undefined;
}

function read(path: string): LineageRecord {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as LineageRecord;
  } catch (cause) {
    throw new LocalRunError(`${path} cannot be read: ${(cause as Error).message}; remove that run's folder`);
  }
}

/**
 * All recorded runs, by run id.
 * @throws LocalRunError when there are none
 */
export function readLineage(runsFolder: string): RunLineage[] {
  const names = existsSync(runsFolder) ? readdirSync(runsFolder).sort() : [];
  const recorded = names.filter((name) => existsSync(join(runsFolder, name, 'lineage.json')));
  if (recorded.length === 0) {
    throw new LocalRunError(
      `no runs are recorded in ${runsFolder}: run a pipeline first, as in "mlops run tabular-training --local"`,
      2,
    );
  }
  return recorded.map((runId) => ({ runId, record: read(join(runsFolder, runId, 'lineage.json')) }));
}
