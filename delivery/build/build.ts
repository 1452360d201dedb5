import { type Artifacts } from './artifacts';
import { type BuildDependency, type GitConfig } from './dependencies';
import { type BuildOptions } from './options';
import { type AvailableSecrets, type KmsSecret } from './secrets';
import { type BuildStep } from './step';

/**
 * Everything that a config file of Cloud Build may hold; what only Google sets has no field here.
 * https://cloud.google.com/build/docs/build-config-file-schema
 */
export interface Build {
  /** In the order of the file. */
  readonly steps: readonly BuildStep[];
  /** Seconds, as `1200s`; up to a day. @default - `3600s` */
  readonly timeout?: string;
  /** How long the build may wait for a worker, in seconds, as `600s`. @default - `3600s` */
  readonly queueTtl?: string;
  /** Bucket for logs, as `gs://BUCKET`. @default - by `options` */
  readonly logsBucket?: string;
  /** @default - Google's defaults */
  readonly options?: BuildOptions;
  /** Values of the build's own substitutions when it is started without them, by name: `_REGION`. @default - none */
  readonly substitutions?: Readonly<Record<string, string>>;
  /** To find builds by; not tags of images. @default - none */
  readonly tags?: readonly string[];
  /** `projects/P/serviceAccounts/EMAIL`. @default - the trigger's, or the project's default */
  readonly serviceAccount?: string;
  /** @default - none */
  readonly availableSecrets?: AvailableSecrets;
  /** Secrets in the older form. @default - none */
  readonly secrets?: readonly KmsSecret[];
  /** Fetched before the first step. @default - the source alone */
  readonly dependencies?: readonly BuildDependency[];
  /** @default - none */
  readonly gitConfig?: GitConfig;
  /** Images in the worker's Docker that are pushed after the last step. @default - none */
  readonly images?: readonly string[];
  /** @default - none */
  readonly artifacts?: Artifacts;
}
