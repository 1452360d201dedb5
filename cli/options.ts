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
