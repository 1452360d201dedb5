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

export interface CostOptions extends ConfigOptions {
  readonly environment?: string;
  readonly runMinutes: number;
}

export interface ManifestsOptions extends JsonOptions {
  readonly config: string;
  readonly environment?: string;
  readonly out?: string;
  readonly image?: string;
  readonly namespace?: string;
  readonly team?: readonly string[];
}

export interface DeliveryWriteOptions extends JsonOptions {
  readonly config: string;
  /** Root of the repository. */
  readonly out: string;
  readonly check?: boolean;
}

export interface DeliveryJobOptions extends JsonOptions {
  readonly config: string;
  readonly environment?: string;
  readonly model?: string;
  readonly pipeline?: string;
  readonly template?: string;
  readonly sampling?: number;
  readonly runId?: string;
  /** `name=value` each. */
  readonly param?: readonly string[];
}

export interface AssessOptions extends JsonOptions {
  readonly config: string;
  readonly stacks?: string;
  readonly state?: readonly string[];
  readonly repository?: string;
  readonly level?: number;
  readonly verbose?: boolean;
}
