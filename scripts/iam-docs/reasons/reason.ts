/** The calls that need a role, and where it says so. */
export type Reason = readonly [calls: string, source: string];

/** Why somebody has the roles that he has. */
export interface HolderReasons {
  /** As grants name him. */
  readonly holder: string;
  /** Who that is, as a part of a sentence. */
  readonly is: string;
  /** By `ROLE on TARGET`. One reason may do for several targets: `ROLE on TARGET | TARGET`. */
  readonly grants: Readonly<Record<string, Reason>>;
}

const DOCS = 'https://cloud.google.com';

/** Pages that are referred to more than once. */
export const PAGE = {
  agents: `${DOCS}/iam/docs/service-agents`,
  artifacts: `${DOCS}/artifact-registry/docs/access-control`,
  bigquery: `${DOCS}/bigquery/docs/access-control`,
  buildAccount: `${DOCS}/run/docs/configuring/services/build-service-account`,
  functionKeys: `${DOCS}/functions/docs/securing/cmek`,
  keys: `${DOCS}/kms/docs/compatible-services`,
  logging: `${DOCS}/logging/docs/access-control`,
  pipelineProject: `${DOCS}/vertex-ai/docs/pipelines/configure-project`,
  pubsub: `${DOCS}/pubsub/docs/access-control`,
  sourceManager: `${DOCS}/secure-source-manager/docs/access-control`,
  storage: `${DOCS}/storage/docs/access-control/iam-roles`,
  useAccount: `${DOCS}/iam/docs/service-account-permissions`,
  vertex: `${DOCS}/vertex-ai/docs/general/access-control`,
  workbench: `${DOCS}/vertex-ai/docs/workbench/instances/manage-access-jupyterlab`,
} as const;
