/** One container that a build runs. https://cloud.google.com/build/docs/build-config-file-schema#build_steps */
export interface BuildStep {
  /** Image that the step runs in, with its tag or digest. */
  readonly name: string;
  /** Name of the step, for `waitFor` and for logs. @default - the step's position, as in "Step #0" */
  readonly id?: string;
  /** What the image's entry point is started with. Not together with `script`. @default - none */
  readonly args?: readonly string[];
  /** Variables as `KEY=VALUE`; substitutions in them are filled in. @default - those of `options.env` */
  readonly env?: readonly string[];
  /** Working folder; relative to `/workspace`. @default - `/workspace` */
  readonly dir?: string;
  /**
   * Ids of the steps above that must have succeeded. `['-']` starts at once, beside all others.
   * @default - all steps above
   */
  readonly waitFor?: readonly string[];
  /** Program that the container starts. Not together with `script`. @default - the image's own */
  readonly entrypoint?: string;
  /**
   * Text of a script. Substitutions are not filled in: it reads them as variables, given by `env` or
   * `automapSubstitutions`. Without a first line `#!` it runs in `sh`.
   * @default - the entry point with `args`
   */
  readonly script?: string;
  /** Variables that hold a secret, by the names in `availableSecrets` or `secrets`. @default - none */
  readonly secretEnv?: readonly string[];
  /** Folders that are kept from one step to the next, beside `/workspace`. @default - none */
  readonly volumes?: readonly Volume[];
  /** Seconds, as `600s`. No more than the build's. @default - what is left of the build's */
  readonly timeout?: string;
  /** The build goes on, and succeeds, when this step fails. @default false */
  readonly allowFailure?: boolean;
  /** As `allowFailure`, for these exit codes only; goes before it. @default - none */
  readonly allowExitCodes?: readonly number[];
  /** Gives every substitution to the step as a variable of the same name. @default - `options.automapSubstitutions` */
  readonly automapSubstitutions?: boolean;
  /** What the step writes down about itself, such as attestations. @default - none */
  readonly results?: readonly StepResult[];
}

/** A folder that outlives its step. At least two steps use it. */
export interface Volume {
  /** Letters, digits, `_`, `.` and `-`. */
  readonly name: string;
  /** Absolute path in the container. */
  readonly path: string;
}

/** A result that a step declares. */
export interface StepResult {
  readonly name: string;
  /** @default - none */
  readonly attestationContent?: string;
  /** @default - none */
  readonly attestationType?: string;
}
