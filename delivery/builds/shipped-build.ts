import { type Build } from '../build';

/**
 * Which account a build acts as: `ci` reads, `e2e` starts runs before staging, `release` pushes, `cd` deploys, `promote`
 * tests a model and asks for its promotion.
 */
export type BuildAccount = 'ci' | 'e2e' | 'release' | 'cd' | 'promote';

/** What of the configuration changes the text of a build. */
export interface BuildSettings {
  /** Full name of the worker pool that builds run in. @default Cloud Build's own workers */
  readonly pool?: string;
}

/** A build that the kit ships: what starts it, as whom it acts, and its steps. */
export interface ShippedBuild {
  /** Names the file: `pr-checks` is cloudbuild/pr-checks.yaml. */
  readonly name: string;
  /** One sentence; heads the file. */
  readonly title: string;
  /** What starts it. With `main`, a production environment has a tag and an approval instead. */
  readonly on: 'pullRequest' | 'main' | 'tag' | 'modelRegistered';
  /** One build, or one for each environment, with the trigger `NAME-ENVIRONMENT`. */
  readonly each: 'repository' | 'environment';
  readonly account: BuildAccount;
  /** Globs as Cloud Build takes them: a change elsewhere alone does not start it. @default every file */
  readonly includedFiles?: readonly string[];
  /** Globs as Cloud Build takes them: a change there alone does not start it. @default none */
  readonly ignoredFiles?: readonly string[];
  /** It runs only once a maintainer comments `/gcbrun`. @default false */
  readonly waitsForComment?: boolean;
  /** @throws BuildError when its parts do not fit together */
  build(settings: BuildSettings): Build;
}
