import { PlatformKeys } from '../../../constructs/kms/platform-keys';
import { ProjectServices } from '../../../constructs/project/project-services';
import { Template, testStack } from '../../../testing';

const SOURCE = 'securesourcemanager.googleapis.com';

function given(...more: string[]) {
  const stack = testStack();
  const services = new ProjectServices(stack, 'Services', {
    project: 'acme-churn-dev',
    services: [...PlatformKeys.SERVICES, 'cloudresourcemanager.googleapis.com', ...more],
  });
  const location = 'europe-west4';
  const keys = new PlatformKeys(stack, 'Keys', { project: 'acme-churn-dev', location, keyRingId: 'main', services });
  return { keys, template: Template.fromStack(stack) };
}

/** Who may use the key of a purpose. */
const membersOf = (template: Template, purpose: string) => {
  const key = template.hasResource('google_kms_crypto_key', { name: purpose }).address;
  return template
    .resources('google_kms_crypto_key_iam_member')
    .filter(({ properties }) => properties.crypto_key_id === `\${${key}.id}`)
    .map(({ properties }) => properties.member);
};

test.each([
  ['vertexai', /time_sleep\.Services_aiplatform_Ready_\w+\.triggers\["agent"\]/],
  ['artifacts', /time_sleep\.Services_artifactregistry_Ready_\w+\.triggers\["agent"\]/],
  ['storage', /^serviceAccount:\$\{data\.google_storage_project_service_account\.\w+\.email_address\}$/],
  ['bigquery', /^serviceAccount:\$\{data\.google_bigquery_default_service_account\.\w+\.email\}$/],
  ['logging', /^serviceAccount:\$\{data\.google_logging_project_cmek_settings\.\w+\.service_account_id\}$/],
])('the key for %s is for the agent of that service alone', (purpose, member) => {
  expect(membersOf(given().template, purpose)).toEqual([expect.stringMatching(member)]);
});

test('disks of workbenches are encrypted by Compute Engine, and set up by the notebooks service', () => {
  expect(membersOf(given().template, 'workbench')).toEqual([
    expect.stringMatching(
      /^serviceAccount:service-\$\{data\.google_project\.\w+\.number\}@compute-system\.iam\.gserviceaccount\.com$/,
    ),
    expect.stringMatching(/Services_notebooks_Ready/),
  ]);
});

test('the source repository has a key when its service is in use, and only then', () => {
  expect(given().keys.get('source')).toBeUndefined();
  const { keys, template } = given(SOURCE);
  expect(keys.get('source')).toBeDefined();
  expect(membersOf(template, 'source')).toEqual([expect.stringMatching(/Services_securesourcemanager_Ready/)]);
});

test('messages have a key when Pub/Sub is in use, and only then', () => {
  expect(given().keys.get('pubsub')).toBeUndefined();
  expect(membersOf(given('pubsub.googleapis.com').template, 'pubsub')).toEqual([
    expect.stringMatching(/Services_pubsub_Ready/),
  ]);
});

test('functions have a key when they are in use, for the five agents that Google asks for', () => {
  expect(given().keys.get('functions')).toBeUndefined();
  const { template } = given(
    ...PlatformKeys.servicesFor(['cloudfunctions.googleapis.com']),
    'cloudfunctions.googleapis.com',
  );
  expect(membersOf(template, 'functions').sort()).toEqual([
    ...['artifactregistry', 'cloudfunctions', 'eventarc', 'run'].map((name): unknown =>
      expect.stringMatching(`Services_${name}_Ready`),
    ),
    expect.stringMatching(/google_storage_project_service_account/),
  ]);
});

test('no API is enabled for a key of what is not in use', () => {
  expect(PlatformKeys.servicesFor(['pubsub.googleapis.com'])).toEqual(PlatformKeys.SERVICES);
});

test('its list of APIs is enough: every key waits for the API and the agent that it names', () => {
  const { template } = given();
  for (const { address } of template.resources('google_kms_crypto_key'))
    expect(template.reachableFrom(address)).toContainEqual(expect.stringContaining('Services_cloudkms_Ready'));
});
