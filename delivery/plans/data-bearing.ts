/**
 * Types whose resources hold what nobody can make again: data, models, keys, history, or an address that others call.
 * What the kit protects by `prevent_destroy`, and what people add beside it; that flag itself is in no plan, and is gone
 * as soon as somebody removes the resource.
 */
const DATA_BEARING: ReadonlySet<string> = new Set([
  'google_artifact_registry_repository',
  'google_bigquery_dataset',
  'google_bigquery_table',
  'google_bigtable_instance',
  'google_bigtable_table',
  'google_compute_disk',
  'google_container_cluster',
  'google_developer_connect_connection',
  'google_filestore_instance',
  'google_firestore_database',
  'google_kms_crypto_key',
  'google_kms_key_ring',
  'google_logging_project_bucket_config',
  'google_monitoring_metric_descriptor',
  'google_project',
  'google_pubsub_subscription',
  'google_pubsub_topic',
  'google_redis_instance',
  'google_secret_manager_secret',
  'google_secure_source_manager_instance',
  'google_secure_source_manager_repository',
  'google_spanner_database',
  'google_spanner_instance',
  'google_sql_database',
  'google_sql_database_instance',
  'google_storage_bucket',
  'google_vertex_ai_dataset',
  'google_vertex_ai_endpoint',
  'google_vertex_ai_feature_group',
  'google_vertex_ai_feature_online_store',
  'google_vertex_ai_featurestore',
  'google_vertex_ai_index',
  'google_vertex_ai_index_endpoint',
  'google_vertex_ai_metadata_store',
  'google_vertex_ai_tensorboard',
  'google_workbench_instance',
]);

/** Whether something is lost when a resource of this Terraform type is destroyed. */
export const bearsData = (type: string): boolean => DATA_BEARING.has(type);
