import { loadConfig } from '../../../config/load';
import { readStack } from '../../../stacks/level-move/terraform-stack';
import { buildInMemory } from '../../../stacks/synthesize';
import { holdsData } from '../../../stacks/lowering/data-holding';
import { shippedConfigs } from '../../support/examples';
import { levelsOf } from '../../support/levels';
import { synthesizeApp } from '../../../testing/synthesize';

jest.setTimeout(60_000);

test.each([
  ['google_storage_bucket', true],
  ['google_storage_bucket_iam_member', false],
  ['google_storage_notification', false],
  ['google_bigquery_table', true],
  ['google_bigquery_dataset_iam_member', false],
  ['google_logging_project_bucket_config', true],
  ['google_logging_project_sink', false],
  ['google_vertex_ai_feature_online_store_featureview', true],
  ['google_vertex_ai_feature_online_store_iam_member', false],
  ['google_pubsub_subscription', true],
  ['google_cloudfunctions2_function', false],
  ['google_service_account', false],
  ['google_secret_manager_secret_version', true],
  ['time_sleep', false],
])('%s holds data: %s', (type, holds) => {
  expect(holdsData(type)).toBe(holds);
});

test('so does a grant on a key: what is encrypted with it could not be read', () => {
  expect(holdsData('google_kms_crypto_key_iam_member')).toBe(true);
});

/** What Terraform or Google refuses to delete. */
const isProtected = (properties: Record<string, unknown>): boolean =>
  (properties.lifecycle as { prevent_destroy?: boolean } | undefined)?.prevent_destroy === true ||
  properties.deletion_protection === true;

test.each(shippedConfigs)('so does everything that is protected in $name', ({ file }) => {
  const stacks = synthesizeApp(buildInMemory(loadConfig(file, { level: levelsOf(file).at(-1)! })));
  const declared = stacks.flatMap(({ name, json }) => [...readStack(name, json).resources.values()]);
  const protectedTypes = declared.filter(({ arguments: args }) => isProtected(args)).map(({ type }) => type);
  expect(protectedTypes.length).toBeGreaterThan(0);
  expect(protectedTypes.filter((type) => !holdsData(type))).toEqual([]);
});
