import { type Volume } from './step';

/** How a build runs. https://cloud.google.com/build/docs/build-config-file-schema#options */
export interface BuildOptions {
  /** Variables of all steps, as `KEY=VALUE`. @default - none */
  readonly env?: readonly string[];
  /** Variables of all steps that hold a secret. @default - none */
  readonly secretEnv?: readonly string[];
  /** Volumes of all steps. @default - none */
  readonly volumes?: readonly Volume[];
  /** Hashes of the source that are kept with the build. @default - none */
  readonly sourceProvenanceHash?: readonly SourceHash[];
  /** Machine of Google's own pool. @default - `E2_STANDARD_2` */
  readonly machineType?: MachineType;
  /** Which machines of a private pool to take, best first. @default - Google chooses */
  readonly rankedMachineSeries?: readonly MachineSeries[];
  /** At least so much disk, in GB; up to 4000. @default 100 */
  readonly diskSizeGb?: number;
  /** `ALLOW_LOOSE` runs a build in which substitutions don't match. Triggers always do. @default `MUST_MATCH` */
  readonly substitutionOption?: 'MUST_MATCH' | 'ALLOW_LOOSE';
  /** Fills in `${_NAME:-default}` and the like, as bash does. Always on in triggered builds. @default false */
  readonly dynamicSubstitutions?: boolean;
  /** Gives every substitution to every step as a variable of the same name. @default false */
  readonly automapSubstitutions?: boolean;
  /** Whether logs go to the bucket while the build runs. @default `STREAM_DEFAULT` */
  readonly logStreamingOption?: 'STREAM_DEFAULT' | 'STREAM_ON' | 'STREAM_OFF';
  /** Where logs go. A build with a `serviceAccount` must say it. @default `LEGACY` */
  readonly logging?: LoggingMode;
  /** Bucket that is made for logs when none is named. @default - one of Google's */
  readonly defaultLogsBucketBehavior?: 'REGIONAL_USER_OWNED_BUCKET' | 'LEGACY_BUCKET';
  /** Lines of JSON in the log become structured entries. @default false */
  readonly enableStructuredLogging?: boolean;
  /** Private pool that runs the build. @default - Google's own workers */
  readonly pool?: BuildPool;
  /** Topic that is told how the build goes: `projects/P/topics/T`. @default - `cloud-builds` of the project */
  readonly pubsubTopic?: string;
  /** `VERIFIED` fails without signed provenance. @default `NOT_VERIFIED` */
  readonly requestedVerifyOption?: 'NOT_VERIFIED' | 'VERIFIED' | 'BEST_EFFORT';
  /** Release, or channel of releases, of what runs builds. @default - `regular` */
  readonly workerRelease?: string;
  /** @deprecated Give `pool.name`. @default - none */
  readonly workerPool?: string;
}

/** `LEGACY` writes to a bucket and to Cloud Logging. */
export type LoggingMode = 'LEGACY' | 'GCS_ONLY' | 'STACKDRIVER_ONLY' | 'CLOUD_LOGGING_ONLY' | 'NONE';

/** Those with `N1` are on their way out. */
export type MachineType =
  'E2_MEDIUM' | 'E2_STANDARD_2' | 'E2_HIGHCPU_8' | 'E2_HIGHCPU_32' | 'N1_HIGHCPU_8' | 'N1_HIGHCPU_32';

export type MachineSeries = 'MACHINE_SERIES_E' | 'MACHINE_SERIES_N' | 'MACHINE_SERIES_C';

export type SourceHash = 'NONE' | 'SHA256' | 'MD5' | 'GO_MODULE_H1' | 'SHA512' | 'DIRSUM_SHA256';

/** A private pool. */
export interface BuildPool {
  /** `projects/P/locations/L/workerPools/W` */
  readonly name: string;
}
