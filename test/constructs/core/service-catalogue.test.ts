import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { serviceOfType, SERVICES } from '../../../constructs/core/service-catalogue';

test.each([
  ['google_storage_bucket', 'storage.googleapis.com'],
  ['google_vertex_ai_endpoint', 'aiplatform.googleapis.com'],
  ['google_service_account_iam_member', 'iam.googleapis.com'],
  ['google_project_iam_member', 'cloudresourcemanager.googleapis.com'],
  ['google_project_iam_custom_role', 'iam.googleapis.com'],
  ['google_project', 'cloudresourcemanager.googleapis.com'],
  ['google_cloud_run_service_iam_member', 'run.googleapis.com'],
  ['google_cloud_scheduler_job', 'cloudscheduler.googleapis.com'],
  ['google_cloudfunctions2_function', 'cloudfunctions.googleapis.com'],
])('%s needs %s', (type, service) => {
  expect(serviceOfType(type)).toBe(service);
});

test.each(['google_project_service', 'google_project_service_identity', 'time_sleep', 'random_id'])(
  '%s needs no API to be enabled first',
  (type) => {
    expect(serviceOfType(type)).toBeUndefined();
  },
);

test('every API is written in full', () => {
  for (const service of Object.keys(SERVICES)) expect(service).toMatch(/^[a-z]+\.googleapis\.com$/);
});

test('every Google type that a construct uses has its API in the catalogue', () => {
  const unknown = typesUsedBy('constructs').filter((type) => serviceOfType(type) === undefined);
  expect(unknown).toEqual(['google_project_service', 'google_project_service_identity']);
});

/** Terraform types by the imports of the constructs. */
function typesUsedBy(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const imports = files.flatMap((file) => [
    ...readFileSync(join(folder, file), 'utf8').matchAll(/provider-google(?:-beta)?\/lib\/([a-z0-9-]+)'/g),
  ]);
  const types = imports.map(([, name]) => `google_${name!.replace(/^(data-)?google-/, '').replaceAll('-', '_')}`);
  return [...new Set(types)].filter((type) => type !== 'google_provider').sort();
}
