import { bearsData } from '../../delivery/plans/data-bearing';

/**
 * What is kept beside the types that a plan may not lose: parts of them, what others add to them, and the right to use a key.
 * Their names as they are, or the beginning of several.
 */
const KEPT_TOO = [
  'google_storage_bucket_object',
  'google_sql_database*',
  'google_bigtable_*',
  'google_spanner_*',
  'google_compute_disk*',
  'google_secure_source_manager_*',
  'google_vertex_ai_featurestore*',
  'google_vertex_ai_feature_*',
  'google_vertex_ai_index*',
  'google_vertex_ai_tensorboard*',
  'google_logging_*_bucket_config',
  // Without the key, or the right to use it, nothing can be read; certificates cannot be issued again.
  'google_kms_key_ring*',
  'google_kms_crypto_key*',
  'google_secret_manager_secret_version',
  'google_secret_manager_regional_secret*',
  'google_privateca_*',
];

/** Who may reach it is not what it holds, but for a key, which is used on behalf of whoever reads. */
const GRANT = /^google_(?!kms_)\w*_iam_(member|binding|policy|audit_config)$/;

const PATTERNS = KEPT_TOO.map((type) => new RegExp(`^${type.replaceAll('*', '\\w*')}$`));

/** Whether a resource of the type holds what cannot be made again from the configuration: it is kept when its level goes. */
export const holdsData = (type: string): boolean =>
  bearsData(type) || (!GRANT.test(type) && PATTERNS.some((pattern) => pattern.test(type)));
