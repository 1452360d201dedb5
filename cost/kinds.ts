import { isEstimated } from './idle';

/** What is known of the bill of a resource type. */
export type Kind =
  | { readonly kind: 'priced' }
  /** Nothing is billed, says the source. */
  | { readonly kind: 'free'; readonly source: string }
  /** It exists in Terraform alone. */
  | { readonly kind: 'local' }
  /** `what` is billed or may be: no price was confirmed, or it depends on use alone. */
  | { readonly kind: 'unknown'; readonly what: string };

const FREE: Readonly<Record<string, string>> = {
  google_project_iam_audit_config: 'iam',
  google_project_iam_custom_role: 'iam',
  google_project_service_identity: 'iam',
  google_service_account: 'iam',
  google_logging_project_sink: 'logging',
};

/** By what people call it; several types can be one thing on a bill. */
const UNKNOWN: Readonly<Record<string, readonly string[]>> = {
  'Secure Source Manager': ['google_secure_source_manager_instance', 'google_secure_source_manager_repository'],
  'Private Service Connect endpoints': ['google_compute_forwarding_rule'],
  'Certificate Authority Service': ['google_privateca_ca_pool', 'google_privateca_certificate_authority'],
  'TPU VMs': ['google_tpu_v2_vm', 'google_tpu_v2_queued_resource'],
  'Nodes of the online feature store': [
    'google_vertex_ai_feature_online_store',
    'google_vertex_ai_feature_online_store_featureview',
  ],
  'Feature registry': ['google_vertex_ai_feature_group', 'google_vertex_ai_feature_group_feature'],
  'Private pool of Cloud Build': ['google_cloudbuild_worker_pool'],
  'Serverless VPC Access': ['google_vpc_access_connector'],
  'Future reservations': ['google_compute_future_reservation'],
  'Persistent resources of Vertex AI': ['google_vertex_ai_persistent_resource'],
  'Connections to a source host': [
    'google_cloudbuildv2_connection',
    'google_cloudbuildv2_repository',
    'google_developer_connect_connection',
    'google_developer_connect_git_repository_link',
  ],
  'Cloud Build minutes': ['google_cloudbuild_trigger'],
  'BigQuery storage and queries': ['google_bigquery_dataset', 'google_bigquery_table'],
  'Artifact Registry storage': ['google_artifact_registry_repository'],
  'Objects in Cloud Storage': ['google_storage_bucket_object', 'google_storage_notification'],
  'Log storage': ['google_logging_project_bucket_config'],
  'Monitoring: metrics, dashboards, alerts': [
    'google_monitoring_alert_policy',
    'google_monitoring_dashboard',
    'google_monitoring_metric_descriptor',
    'google_monitoring_notification_channel',
  ],
  'Pub/Sub messages': ['google_pubsub_topic', 'google_pubsub_subscription'],
  'Invocations of the retraining function': ['google_cloudfunctions2_function'],
  'Vertex AI metadata, TensorBoard and datasets': [
    'google_vertex_ai_metadata_store',
    'google_vertex_ai_tensorboard',
    'google_vertex_ai_dataset',
  ],
  'Predictions beyond the replicas': ['google_vertex_ai_endpoint'],
  'Network traffic': [
    'google_compute_network',
    'google_compute_subnetwork',
    'google_compute_router',
    'google_compute_firewall',
    'google_compute_address',
    'google_compute_network_attachment',
  ],
  'DNS zones': ['google_dns_managed_zone', 'google_dns_record_set'],
  'APIs by use, budgets': ['google_project_service', 'google_billing_budget', 'google_kms_key_ring'],
};

const KINDS = new Map<string, Kind>([
  ...Object.entries(FREE).map(([type, source]): [string, Kind] => [type, { kind: 'free', source }]),
  ...Object.entries(UNKNOWN).flatMap(([what, types]) =>
    types.map((type): [string, Kind] => [type, { kind: 'unknown', what }]),
  ),
  ['time_sleep', { kind: 'local' }],
]);

/** What is known of a resource type; undefined when nobody has thought of it yet. */
export function kindOf(type: string): Kind | undefined {
  if (isEstimated(type)) return { kind: 'priced' };
  return KINDS.get(type) ?? (/_iam_member$/.test(type) ? { kind: 'free', source: 'iam' } : undefined);
}
