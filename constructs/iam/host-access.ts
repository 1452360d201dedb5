/** What a job of a Git host runs for. */
export type Access = 'pull-request' | 'main' | 'tag' | `environment-${string}`;

/** What of a host's jobs is trusted. */
export interface TrustedJobs {
  /** `acme/churn` */
  readonly repository: string;
  readonly branch: string;
  readonly tagPrefix: string;
  readonly environments?: readonly string[];
}

/** How a host's identity tokens say what a job is for, in the Common Expression Language. */
export interface HostClaims {
  readonly issuer: string;
  readonly repository: string;
  /** Whether the job is of the repository. */
  readonly isRepository: string;
  /** First come, first served. */
  readonly jobs: readonly { readonly access: Access; readonly when: string }[];
}

/** Any of the values. `in` of a list would say the same, and is not in what Google documents for conditions. */
export const oneOf = (claim: string, values: readonly string[]): string =>
  `(${values.map((value) => `${claim} == "${value}"`).join(' || ')})`;
