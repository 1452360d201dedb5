/** What the worker fetches before the first step. Exactly one field is given. */
export interface BuildDependency {
  /** Nothing is fetched, not even the source. @default false */
  readonly empty?: boolean;
  /** @default - none */
  readonly gitSource?: GitSourceDependency;
  /** @default - none */
  readonly genericArtifact?: GenericArtifactDependency;
}

export interface GitSourceDependency {
  /** Exactly one of the two. */
  readonly repository: {
    /** @default - `developerConnect` */
    readonly url?: string;
    /** `projects/P/locations/L/connections/C/gitRepositoryLinks/R`. @default - `url` */
    readonly developerConnect?: string;
  };
  /** Branch, tag or commit. */
  readonly revision: string;
  /** Where its files are put. */
  readonly destPath: string;
  /** Commits of history; -1 for all. @default 1 */
  readonly depth?: number;
  /** @default false */
  readonly fetchTags?: boolean;
  /** @default false */
  readonly recurseSubmodules?: boolean;
}

export interface GenericArtifactDependency {
  /** `projects/P/locations/L/repositories/R/packages/K/versions/V` */
  readonly resource: string;
  /** Where its files are put. */
  readonly destPath: string;
}

/** How git reaches repositories. */
export interface GitConfig {
  /** @default - none */
  readonly http?: {
    /** Secret that holds the URL of a proxy: `projects/P/secrets/S/versions/V`. @default - no proxy */
    readonly proxySecretVersionName?: string;
  };
}
