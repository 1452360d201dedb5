/** What a run leaves in run.json and tells while it goes: written by run.py, read here. */

export type StepState = 'SUCCEEDED' | 'FAILED' | 'SKIPPED' | 'CANCELED';

export interface StepResult {
  /** Path from the root: `condition-1/register`. */
  readonly step: string;
  readonly state: StepState;
  readonly seconds?: number;
  /** Absolute path of what the step printed. */
  readonly log?: string;
  /** Why it was skipped. */
  readonly reason?: string;
}

/** A gate: a condition of the pipeline, with the values that decided it. */
export interface ConditionResult {
  readonly task: string;
  readonly condition: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly result: boolean;
}

export interface RunArtifact {
  readonly step: string;
  readonly name: string;
  /** Schema title, as in `system.Model`. */
  readonly type: string;
  /** Absolute path, or the URI of a remote artifact. */
  readonly uri: string;
  /** Of its content; null when no file was written. */
  readonly sha256: string | null;
  readonly metadata: Readonly<Record<string, unknown>>;
}

export interface RunRecord {
  readonly runId: string;
  readonly pipeline: string;
  readonly pipelineSha256: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly sdkVersion: string;
  readonly state: 'SUCCEEDED' | 'FAILED' | 'CANCELED';
  readonly seconds: number;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly metrics: readonly {
    readonly step: string;
    readonly name: string;
    readonly values: Record<string, unknown>;
  }[];
  readonly conditions: readonly ConditionResult[];
  readonly steps: readonly StepResult[];
  readonly artifacts: readonly RunArtifact[];
  readonly failure: { readonly step: string; readonly message: string; readonly log: readonly string[] } | null;
}

export type RunEvent =
  | { readonly event: 'step-started'; readonly step: string }
  | ({ readonly event: 'step-finished' } & StepResult)
  | ({ readonly event: 'condition' } & ConditionResult)
  | { readonly event: 'run-finished'; readonly state: RunRecord['state']; readonly seconds: number };
