/** What the options of the commands parse to. */
export interface JsonOptions {
  readonly json?: boolean;
}

export interface ConfigOptions extends JsonOptions {
  readonly config: string;
  readonly level?: number;
}

export interface SynthOptions extends ConfigOptions {
  readonly out: string;
  readonly summary?: boolean;
}

export interface UpgradeOptions extends JsonOptions {
  readonly config: string;
  readonly to: number;
  readonly from?: number;
  readonly out: string;
  readonly plan?: boolean;
  readonly verbose?: boolean;
}

export interface SimulateOptions extends JsonOptions {
  readonly config: string;
  readonly events: string;
  readonly environment?: string;
  readonly model?: string;
  readonly runMinutes: number;
  readonly verbose?: boolean;
}
