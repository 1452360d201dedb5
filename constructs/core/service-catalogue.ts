/** What the kit knows of a Google API. */
export interface ServiceInfo {
  /** Terraform types that need it, by prefix. */
  readonly types: readonly string[];
  /**
   * Its service agent, when Google makes it ahead of first use (`google_project_service_identity`). Others appear at
   * first use, and a grant to them before that fails. An agent that is made ahead does not get its role by itself.
   */
  readonly agent?: { readonly role?: string };
}

/**
 * Google APIs that the kit's resources use. Service agents as in
 * https://cloud.google.com/iam/docs/service-agents (read 2026-07-21; `is_primary` of GoogleCloudPlatform/cloud-foundation-fabric).
 */
export const SERVICES: Readonly<Record<string, ServiceInfo>> = {
  'aiplatform.googleapis.com': { types: ['google_vertex_ai_'], agent: { role: 'roles/aiplatform.serviceAgent' } },
  'artifactregistry.googleapis.com': {
    types: ['google_artifact_registry_'],
    agent: { role: 'roles/artifactregistry.serviceAgent' },
  },
  'bigquery.googleapis.com': { types: ['google_bigquery_'] },
  'billingbudgets.googleapis.com': { types: ['google_billing_'] },
  'cloudbilling.googleapis.com': { types: ['google_billing_account_'] },
  // Its agents appear with the API, and cannot be made ahead.
  'cloudbuild.googleapis.com': { types: ['google_cloudbuild'] },
  'cloudfunctions.googleapis.com': {
    types: ['google_cloudfunctions2_'],
    agent: { role: 'roles/cloudfunctions.serviceAgent' },
  },
  'cloudkms.googleapis.com': { types: ['google_kms_'] },
  'cloudresourcemanager.googleapis.com': { types: ['google_project', 'google_project_iam_'] },
  'cloudscheduler.googleapis.com': {
    types: ['google_cloud_scheduler_'],
    agent: { role: 'roles/cloudscheduler.serviceAgent' },
  },
  'compute.googleapis.com': { types: ['google_compute_'] },
  'container.googleapis.com': { types: ['google_container_'], agent: { role: 'roles/container.serviceAgent' } },
  'developerconnect.googleapis.com': {
    types: ['google_developer_connect_'],
    agent: { role: 'roles/developerconnect.serviceAgent' },
  },
  'dns.googleapis.com': { types: ['google_dns_'], agent: { role: 'roles/dns.serviceAgent' } },
  'eventarc.googleapis.com': { types: ['google_eventarc_'], agent: { role: 'roles/eventarc.serviceAgent' } },
  'iam.googleapis.com': {
    types: ['google_service_account', 'google_project_iam_custom_role', 'google_iam_workload_identity_'],
  },
  // Gives out tokens of accounts to whoever may use them; nothing is made of it.
  'iamcredentials.googleapis.com': { types: [] },
  'logging.googleapis.com': { types: ['google_logging_'] },
  'monitoring.googleapis.com': {
    types: ['google_monitoring_'],
    agent: { role: 'roles/monitoring.notificationServiceAgent' },
  },
  'notebooks.googleapis.com': { types: ['google_workbench_'], agent: { role: 'roles/notebooks.serviceAgent' } },
  'privateca.googleapis.com': { types: ['google_privateca_'], agent: {} },
  'pubsub.googleapis.com': { types: ['google_pubsub_'], agent: { role: 'roles/pubsub.serviceAgent' } },
  'run.googleapis.com': { types: ['google_cloud_run_'], agent: { role: 'roles/run.serviceAgent' } },
  'secretmanager.googleapis.com': { types: ['google_secret_manager_'], agent: {} },
  'securesourcemanager.googleapis.com': {
    types: ['google_secure_source_manager_'],
    agent: { role: 'roles/securesourcemanager.serviceAgent' },
  },
  // What enables the others.
  'serviceusage.googleapis.com': { types: [] },
  'servicenetworking.googleapis.com': { types: ['google_service_networking_'] },
  'storage.googleapis.com': { types: ['google_storage_'] },
  // Takes identity tokens of others for Google's; nothing is made of it.
  'sts.googleapis.com': { types: [] },
  'tpu.googleapis.com': { types: ['google_tpu_v2_'], agent: { role: 'roles/tpu.serviceAgent' } },
  'vpcaccess.googleapis.com': { types: ['google_vpc_access_'], agent: { role: 'roles/vpcaccess.serviceAgent' } },
};

/** Enable an API themselves; nothing enables it for them. */
const ENABLERS = ['google_project_service', 'google_project_service_identity'];

const BY_PREFIX = Object.entries(SERVICES)
  .flatMap(([service, info]) => info.types.map((prefix): [string, string] => [prefix, service]))
  .sort(([a], [b]) => b.length - a.length);

/** The API that a Terraform type needs; undefined for types of other providers and for the enabling itself. */
export function serviceOfType(terraformType: string): string | undefined {
  if (ENABLERS.includes(terraformType)) return undefined;
  return BY_PREFIX.find(([prefix]) => terraformType.startsWith(prefix))?.[1];
}
