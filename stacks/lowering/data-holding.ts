/**
 * Types whose resources hold what cannot be made again from the configuration: data, what was learned from it, a record,
 * a key to read it by. Their names as they are, or the beginning of several.
 */
const HOLDING_DATA = [
  // Files, tables and what is asked of them.
  'google_storage_bucket',
  'google_storage_bucket_object',
  'google_bigquery_dataset',
  'google_bigquery_table',
  'google_sql_database*',
  'google_firestore_database',
  'google_bigtable_*',
  'google_spanner_*',
  'google_filestore_instance',
  'google_redis_instance',
  'google_compute_disk*',
  // Code, images, packages, compiled pipelines.
  'google_artifact_registry_repository',
  'google_secure_source_manager_*',
  // What Vertex AI keeps, and where it is worked with.
  'google_vertex_ai_dataset',
  'google_vertex_ai_endpoint',
  'google_vertex_ai_featurestore*',
  'google_vertex_ai_feature_*',
  'google_vertex_ai_index*',
  'google_vertex_ai_metadata_store',
  'google_vertex_ai_tensorboard*',
  'google_workbench_instance',
  'google_container_cluster',
  // Messages that nobody has read yet.
  'google_pubsub_topic',
  'google_pubsub_subscription',
  // A metric takes its time series with it.
  'google_monitoring_metric_descriptor',
  'google_logging_*_bucket_config',
  // Without the key, or the right to use it, nothing can be read; certificates cannot be issued again.
  'google_kms_key_ring*',
  'google_kms_crypto_key*',
  'google_secret_manager_secret',
  'google_secret_manager_secret_version',
  'google_secret_manager_regional_secret*',
  'google_privateca_*',
];

/** Who may reach it is not what it holds, but for a key, which is used on behalf of whoever reads. */
const GRANT = /^google_(?!kms_)\w*_iam_(member|binding|policy|audit_config)$/;

const PATTERNS = HOLDING_DATA.map((type) => new RegExp(`^${type.replaceAll('*', '\\w*')}$`));

/** Whether a resource of the type holds data: it is kept when its level goes. */
export const holdsData = (type: string): boolean => !GRANT.test(type) && PATTERNS.some((pattern) => pattern.test(type));
