/** In which space a physical name has to be unique. */
export type NameScope = 'global' | 'project' | 'location';

/** How Google names one kind of resource. */
export interface NameRule {
  /** Terraform types that carry such a name, in their argument `field`. */
  readonly types: readonly string[];
  readonly field: string;
  readonly pattern: RegExp;
  /** The pattern in words, for error messages. */
  readonly allowed: string;
  readonly maxLength: number;
  readonly separator: '-' | '_';
  readonly scope: NameScope;
  /** Google gives the name of a deleted resource out again: at once, after weeks, or never. */
  readonly reuse: 'free' | 'later' | 'never';
  /** Starts with the project id, because the name is unique in all of Google Cloud. */
  readonly startsWithProject?: boolean;
}

const RFC1035 = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const rfc1035 = 'lower-case letters, digits and hyphens, starting with a letter, not ending with a hyphen';

const lowerHyphens = (types: string[], field: string, maxLength: number, more: Partial<NameRule> = {}): NameRule => ({
  types,
  field,
  pattern: RFC1035,
  allowed: rfc1035,
  maxLength,
  separator: '-',
  scope: 'project',
  reuse: 'free',
  ...more,
});

/** What Vertex AI Feature Store takes as an id. */
export const FEATURE_ID = /^[a-z_][a-z0-9_]*$/;
export const featureIdAllowed = 'lower-case letters, digits and underscores, not starting with a digit';

const featureId: Partial<NameRule> = {
  pattern: FEATURE_ID,
  allowed: featureIdAllowed,
  separator: '_',
  scope: 'location',
};

/**
 * The one table of physical names. Patterns and lengths follow the reference page of each resource;
 * what can't be reused after deletion follows https://cloud.google.com/kms/docs/object-hierarchy and
 * https://cloud.google.com/iam/docs/creating-custom-roles#deleting-custom-role.
 */
export const NAME_RULES = {
  bucket: lowerHyphens(['google_storage_bucket'], 'name', 63, {
    pattern: /^(?!goog)(?!.*google)[a-z0-9][a-z0-9_-]+[a-z0-9]$/,
    allowed: 'at least 3 lower-case letters, digits, hyphens and underscores, without "google" in it',
    scope: 'global',
    startsWithProject: true,
  }),
  serviceAccount: lowerHyphens(['google_service_account'], 'accountId', 30, {
    pattern: /^[a-z][-a-z0-9]{4,}[a-z0-9]$/,
    allowed: `at least 6 ${rfc1035}`,
    reuse: 'later',
  }),
  dataset: lowerHyphens(['google_bigquery_dataset'], 'datasetId', 1024, {
    pattern: /^[A-Za-z0-9_]+$/,
    allowed: 'letters, digits and underscores',
    separator: '_',
  }),
  featureGroup: lowerHyphens(['google_vertex_ai_feature_group'], 'name', 128, featureId),
  featureOnlineStore: lowerHyphens(['google_vertex_ai_feature_online_store'], 'name', 60, featureId),
  repository: lowerHyphens(['google_artifact_registry_repository'], 'repositoryId', 63, { scope: 'location' }),
  network: lowerHyphens(['google_compute_network'], 'name', 63),
  subnetwork: lowerHyphens(['google_compute_subnetwork'], 'name', 63, { scope: 'location' }),
  router: lowerHyphens(['google_compute_router'], 'name', 63, { scope: 'location' }),
  nat: lowerHyphens(['google_compute_router_nat'], 'name', 63, { scope: 'location' }),
  firewall: lowerHyphens(['google_compute_firewall'], 'name', 63),
  address: lowerHyphens(['google_compute_address'], 'name', 63, { scope: 'location' }),
  globalAddress: lowerHyphens(['google_compute_global_address'], 'name', 63),
  forwardingRule: lowerHyphens(['google_compute_forwarding_rule'], 'name', 63, { scope: 'location' }),
  route: lowerHyphens(['google_compute_route'], 'name', 63),
  dnsZone: lowerHyphens(['google_dns_managed_zone'], 'name', 63),
  keyRing: lowerHyphens(['google_kms_key_ring'], 'name', 63, { scope: 'location', reuse: 'never' }),
  logBucket: lowerHyphens(['google_logging_project_bucket_config'], 'bucketId', 100, {
    scope: 'location',
    reuse: 'later',
  }),
  logSink: lowerHyphens(['google_logging_project_sink'], 'name', 100),
  customRole: lowerHyphens(['google_project_iam_custom_role'], 'roleId', 64, {
    pattern: /^[a-zA-Z0-9_.]{3,64}$/,
    allowed: '3 to 64 letters, digits, underscores and full stops',
    separator: '_',
    reuse: 'later',
  }),
  // Of topics and subscriptions Google takes capitals and signs too, which the kit has no need of.
  topic: lowerHyphens(['google_pubsub_topic'], 'name', 255, {
    pattern: /^(?!goog)[a-z][-a-z0-9]+[a-z0-9]$/,
    allowed: `at least 3 ${rfc1035}, not starting with "goog"`,
  }),
  subscription: lowerHyphens(['google_pubsub_subscription'], 'name', 255, {
    pattern: /^(?!goog)[a-z][-a-z0-9]+[a-z0-9]$/,
    allowed: `at least 3 ${rfc1035}, not starting with "goog"`,
  }),
  schedulerJob: lowerHyphens(['google_cloud_scheduler_job'], 'name', 500, { scope: 'location' }),
  // A function is served by a Cloud Run service of its name, which is at most 49 characters long.
  function: lowerHyphens(['google_cloudfunctions2_function'], 'name', 49, { scope: 'location' }),
  networkAttachment: lowerHyphens(['google_compute_network_attachment'], 'name', 63, { scope: 'location' }),
  vpcConnector: lowerHyphens(['google_vpc_access_connector'], 'name', 25, {
    pattern: /^[a-z][-a-z0-9]{0,23}[a-z0-9]$/,
    allowed: `at least 2 ${rfc1035}`,
    scope: 'location',
  }),
  workbenchInstance: lowerHyphens(['google_workbench_instance'], 'name', 63, { scope: 'location' }),
  sourceInstance: lowerHyphens(['google_secure_source_manager_instance'], 'instanceId', 63, { scope: 'location' }),
  sourceRepository: lowerHyphens(['google_secure_source_manager_repository'], 'repositoryId', 63, {
    scope: 'location',
  }),
  caPool: lowerHyphens(['google_privateca_ca_pool'], 'name', 63, { scope: 'location', reuse: 'later' }),
  certificateAuthority: lowerHyphens(['google_privateca_certificate_authority'], 'certificateAuthorityId', 63, {
    scope: 'location',
    reuse: 'never',
  }),
  sourceConnection: lowerHyphens(['google_developer_connect_connection'], 'connectionId', 63, { scope: 'location' }),
  sourceRepositoryLink: lowerHyphens(['google_developer_connect_git_repository_link'], 'gitRepositoryLinkId', 63, {
    scope: 'location',
  }),
  buildTrigger: lowerHyphens(['google_cloudbuild_trigger'], 'name', 64, { scope: 'location' }),
  buildConnection: lowerHyphens(['google_cloudbuildv2_connection'], 'name', 63, { scope: 'location' }),
  connectedRepository: lowerHyphens(['google_cloudbuildv2_repository'], 'name', 63, { scope: 'location' }),
  workerPool: lowerHyphens(['google_cloudbuild_worker_pool'], 'name', 63, { scope: 'location' }),
  cluster: lowerHyphens(['google_container_cluster'], 'name', 40, { scope: 'location' }),
  reservation: lowerHyphens(['google_compute_reservation'], 'name', 63, { scope: 'location' }),
  futureReservation: lowerHyphens(['google_compute_future_reservation'], 'name', 63, { scope: 'location' }),
  tpuVm: lowerHyphens(['google_tpu_v2_vm'], 'name', 63, { scope: 'location' }),
  queuedResource: lowerHyphens(['google_tpu_v2_queued_resource'], 'name', 63, { scope: 'location' }),
  // Pools and providers are kept for 30 days after deletion: https://cloud.google.com/iam/docs/manage-workload-identity-pools-providers
  identityPool: lowerHyphens(['google_iam_workload_identity_pool'], 'workloadIdentityPoolId', 32, {
    pattern: /^(?!gcp-)[a-z0-9-]{4,}$/,
    allowed: 'at least 4 lower-case letters, digits and hyphens, not starting with "gcp-"',
    reuse: 'later',
  }),
  identityProvider: lowerHyphens(['google_iam_workload_identity_pool_provider'], 'workloadIdentityPoolProviderId', 32, {
    pattern: /^(?!gcp-)[a-z0-9-]{4,}$/,
    allowed: 'at least 4 lower-case letters, digits and hyphens, not starting with "gcp-"',
    reuse: 'later',
  }),
} as const satisfies Record<string, NameRule>;

/** A kind of resource whose name Google constrains. */
export type ResourceKind = keyof typeof NAME_RULES;

/** The rule of a kind, in its general form. */
export const nameRule = (kind: ResourceKind): NameRule => NAME_RULES[kind];
