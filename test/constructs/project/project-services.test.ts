import { DataGoogleStorageProjectServiceAccount } from '@cdktf/provider-google/lib/data-google-storage-project-service-account';
import { TerraformOutput, type TerraformStack } from 'cdktf';
import { Dataset } from '../../../constructs/bigquery/dataset';
import { ProjectServices } from '../../../constructs/project/project-services';
import { Bucket } from '../../../constructs/storage/bucket';
import { Template, testStack } from '../../../testing';

const STORAGE = 'storage.googleapis.com';
const BIGQUERY = 'bigquery.googleapis.com';
const VERTEX = 'aiplatform.googleapis.com';

let stack: TerraformStack;

beforeEach(() => {
  stack = testStack();
});

const given = (services: string[], propagation?: string) =>
  new ProjectServices(stack, 'Services', { project: 'acme-churn-dev', services, propagation });
const bucket = () =>
  new Bucket(stack, 'Data', { bucketName: 'acme-data', project: 'acme-churn-dev', location: 'europe-west4' });
const dataset = () =>
  new Dataset(stack, 'Raw', {
    datasetId: 'raw',
    project: 'acme-churn-dev',
    location: 'europe-west4',
    description: 'Raw data',
  });
const synthesized = () => Template.fromStack(stack);
const addressOf = (type: string, part: string) =>
  synthesized()
    .resources(type)
    .find(({ address }) => address.includes(part))!.address;

test('each API is enabled once, however often it is named, and stays enabled when it is taken off the list', () => {
  given([STORAGE, BIGQUERY, STORAGE]);
  synthesized().resourceCountIs('google_project_service', 2);
  for (const { properties } of synthesized().resources('google_project_service'))
    expect(properties).toMatchObject({ project: 'acme-churn-dev', disable_on_destroy: false });
});

test('the order of the list moves no address', () => {
  given([STORAGE, VERTEX]);
  const one = synthesized().normalized();
  stack = testStack();
  given([VERTEX, STORAGE]);
  expect(synthesized().normalized()).toEqual(one);
});

test('the service agent is made where Google allows it, after the API is enabled', () => {
  given([VERTEX, STORAGE]);
  synthesized().resourceCountIs('google_project_service_identity', 1);
  synthesized().hasResource('google_project_service_identity', {
    service: VERTEX,
    project: 'acme-churn-dev',
    provider: 'google-beta',
    depends_on: [addressOf('google_project_service', 'aiplatform')],
  });
});

test('a fresh API is given a minute, and so is a fresh agent with its role', () => {
  given([VERTEX, STORAGE]);
  const template = synthesized();
  const grant = template.hasResource('google_project_iam_member', { role: 'roles/aiplatform.serviceAgent' });
  for (const before of [grant.address, addressOf('google_project_service', 'storage')]) {
    template.hasResource('time_sleep', { create_duration: '60s', depends_on: [before] });
  }
});

test('how long a fresh API is given is up to the user', () => {
  given([STORAGE], '90s');
  synthesized().hasResource('time_sleep', { create_duration: '90s' });
});

test('every resource waits for its own API, also one that was made before', () => {
  bucket().grantRead('all', 'group:all@acme.com');
  given([STORAGE, BIGQUERY]);
  dataset();
  const waitsFor = (type: string) => synthesized().resources(type)[0]!.properties.depends_on;
  expect(waitsFor('google_storage_bucket')).toEqual([addressOf('time_sleep', 'storage')]);
  expect(waitsFor('google_storage_bucket_iam_member')).toEqual([addressOf('time_sleep', 'storage')]);
  expect(waitsFor('google_bigquery_dataset')).toEqual([addressOf('time_sleep', 'bigquery')]);
});

test('a data source waits for its API as well', () => {
  given([STORAGE]);
  new DataGoogleStorageProjectServiceAccount(stack, 'Agent', {});
  const { properties } = synthesized().resource('data.google_storage_project_service_account.Agent');
  expect(properties.depends_on).toEqual([addressOf('time_sleep', 'storage')]);
});

test('what the resource waits for already is kept', () => {
  given([STORAGE, BIGQUERY]);
  const [data, raw] = [bucket(), dataset()];
  data.node.addDependency(raw);
  expect(synthesized().resources('google_storage_bucket')[0]!.properties.depends_on).toEqual(
    expect.arrayContaining([addressOf('time_sleep', 'storage'), addressOf('google_bigquery_dataset', 'Raw')]),
  );
});

test('an API that a resource needs and nobody enables is refused, and the resource is named', () => {
  given([STORAGE, VERTEX]);
  dataset();
  expect(() => synthesized()).toThrow(
    'stack/Raw/Resource: bigquery.googleapis.com is needed and not enabled: add it to the services of stack/Services (enabled: storage.googleapis.com, aiplatform.googleapis.com, cloudresourcemanager.googleapis.com)',
  );
});

test('the agent of an API is known as an IAM member, to whoever has waited for it and its role', () => {
  const services = given([VERTEX]);
  new TerraformOutput(stack, 'Agent', { value: services.agentMember(VERTEX) });
  const template = synthesized();
  const wait = addressOf('time_sleep', 'aiplatform');
  expect(template.resource('output.Agent').properties.value).toBe(`\${${wait}.triggers["agent"]}`);
  const agent = addressOf('google_project_service_identity', 'aiplatform');
  expect(template.resource(wait).properties.triggers).toEqual({ agent: `\${${agent}.member}` });
});

test('an agent that is made ahead of use gets its role, which Google gives only to those it makes itself', () => {
  given([VERTEX]);
  const agent = addressOf('google_project_service_identity', 'aiplatform');
  const { address } = synthesized().hasResource('google_project_iam_member', {
    role: 'roles/aiplatform.serviceAgent',
    member: `\${${agent}.member}`,
  });
  expect(synthesized().reachableFrom(addressOf('time_sleep', 'aiplatform'))).toContain(address);
});

test('an agent that cannot be made ahead of use is refused, not guessed', () => {
  const services = given([STORAGE]);
  expect(() => services.agentMember(STORAGE)).toThrow(
    'stack/Services: storage.googleapis.com has no service agent that can be made ahead of its first use',
  );
});

test('whether an API is enabled here can be asked', () => {
  const services = given([STORAGE]);
  expect([services.has(STORAGE), services.has(VERTEX)]).toEqual([true, false]);
});

test('what to wait for before an API is used can be named', () => {
  const services = given([STORAGE]);
  bucket().node.addDependency(services.ready(STORAGE));
  expect(synthesized().resources('google_storage_bucket')[0]!.properties.depends_on).toEqual([
    addressOf('time_sleep', 'storage'),
  ]);
});

test('an API that is only called for other projects is enabled and gets no agent', () => {
  new ProjectServices(stack, 'Services', {
    project: 'acme-churn-cicd',
    services: [STORAGE],
    calledServices: [VERTEX, STORAGE],
  });
  synthesized().resourceCountIs('google_project_service', 2);
  synthesized().resourceCountIs('google_project_service_identity', 0);
});

test('an API that is used as well keeps its agent', () => {
  new ProjectServices(stack, 'Services', { project: 'acme-churn-cicd', services: [VERTEX], calledServices: [VERTEX] });
  synthesized().resourceCountIs('google_project_service_identity', 1);
});
