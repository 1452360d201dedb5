import { type Cloudfunctions2Function } from '@cdktf/provider-google/lib/cloudfunctions2-function';
import { type TerraformStack } from 'cdktf';
import { StackFile } from '../../../constructs/core/stack-file';
import { FunctionBuild } from '../../../constructs/functions/function-build';
import { HttpFunction, type HttpFunctionProps } from '../../../constructs/functions/http-function';
import { ServiceAccount } from '../../../constructs/iam/service-account';
import { VpcConnector } from '../../../constructs/network/vpc-connector';
import { ProjectServices } from '../../../constructs/project/project-services';
import { Bucket } from '../../../constructs/storage/bucket';
import { BucketObject } from '../../../constructs/storage/bucket-object';
import { testStack } from '../../../testing';
import { GRANT, KEY } from '../../support/encryption';
import { readableTemplate, resolved } from '../../support/readable';

const project = 'acme-churn-dev';
const region = 'europe-west4';
const SERVICES = ['artifactregistry', 'cloudbuild', 'cloudfunctions', 'cloudresourcemanager', 'iam', 'run', 'storage'];

let stack: TerraformStack;

beforeEach(() => {
  stack = testStack();
});

function given(props: Partial<HttpFunctionProps> = {}, services = SERVICES) {
  const zip = new StackFile(stack, 'Zip', { fileName: 'a.zip', content: 'zip' });
  return new HttpFunction(stack, 'Function', {
    functionName: 'churn-dev-retrain',
    project,
    region,
    description: 'Starts pipelines',
    source: new BucketObject(stack, 'Source', {
      bucket: Bucket.fromBucketName('sources'),
      objectName: `${zip.sha256}.zip`,
      content: zip,
      contentType: 'application/zip',
    }),
    entryPoint: 'retrain',
    build: new FunctionBuild(stack, 'Build', {
      accountId: 'churn-dev-build',
      displayName: 'build',
      repositoryId: 'churn-dev-functions',
      project,
      region,
    }),
    account: ServiceAccount.fromEmail('retrain@acme.iam.gserviceaccount.com'),
    services: new ProjectServices(stack, 'Services', {
      project,
      services: services.map((name) => `${name}.googleapis.com`),
    }),
    ...props,
  });
}
const template = () => readableTemplate(stack);
const resource = () =>
  template().resource('google_cloudfunctions2_function.Function').properties as unknown as {
    service_config: Record<string, unknown>;
    build_config: Record<string, unknown>;
    kms_key_name?: string;
    depends_on: string[];
  };

test('it is reached from inside the project only', () => {
  given();
  expect(resource().service_config).toMatchObject({ ingress_settings: 'ALLOW_INTERNAL_ONLY' });
});

test('it runs and is built as accounts of its own, never as the default ones', () => {
  given();
  expect(resource().service_config.service_account_email).toBe('retrain@acme.iam.gserviceaccount.com');
  expect(resource().build_config.service_account).toBe('${google_service_account.Build_Account.name}');
});

test('it is built from the object with the code, on a runtime that Google patches by itself', () => {
  given();
  expect(resource().build_config).toMatchObject({
    runtime: 'nodejs24',
    entry_point: 'retrain',
    automatic_update_policy: {},
    source: { storage_source: { bucket: 'sources', object: '${google_storage_bucket_object.Source.name}' } },
  });
});

test('its image goes to the repository of the build', () => {
  given();
  expect(resource().build_config.docker_repository).toBe(
    'projects/acme-churn-dev/locations/europe-west4/repositories/${google_artifact_registry_repository.Build_Images.repository_id}',
  );
});

test('time, memory, instances and requests at a time are bounded', () => {
  given();
  expect(resource().service_config).toMatchObject({
    timeout_seconds: 60,
    available_memory: '512Mi',
    max_instance_count: 10,
    max_instance_request_concurrency: 1,
  });
});

test('several requests at a time get a whole processor, which Google asks for', () => {
  given({ concurrency: 20 });
  expect(resource().service_config).toMatchObject({ max_instance_request_concurrency: 20, available_cpu: '1' });
});

test('all numbers that Google does not take are refused at once', () => {
  expect(() => given({ timeoutSeconds: 0, concurrency: 1001, maxInstances: 1.5 })).toThrow(
    'stack/Function: timeoutSeconds 0: a whole number from 1 to 3600 is allowed; ' +
      'concurrency 1001: a whole number from 1 to 1000 is allowed; ' +
      'maxInstances 1.5: a whole number from 1 to 1000 is allowed',
  );
});

test.each(['cloudbuild', 'run', 'artifactregistry', 'cloudfunctions'])('it waits for the API of %s', (name) => {
  given();
  expect(resource().depends_on).toContain(`time_sleep.Services_${name}_Ready`);
});

test('a missing API is refused, and named', () => {
  const without = SERVICES.filter((name) => name !== 'cloudbuild');
  expect(() => given({}, without)).toThrow('stack/Function: cloudbuild.googleapis.com is needed and not enabled');
});

test('it waits for what its build may do', () => {
  given();
  expect(resource().depends_on).toContain('time_sleep.Build_Ready');
});

test('a key encrypts it, once its agents may use the key', () => {
  given({ encryptionKey: KEY });
  expect(resource().kms_key_name).toBe(KEY.keyName);
  expect(resource().depends_on).toContain(GRANT);
});

test('it reaches Google over Google’s own network, or everything through a network of yours', () => {
  given();
  expect(resource().service_config).not.toHaveProperty('vpc_connector');
  stack = testStack();
  given({ connector: VpcConnector.fromConnectorId('projects/p/locations/r/connectors/c') });
  expect(resource().service_config).toMatchObject({
    vpc_connector: 'projects/p/locations/r/connectors/c',
    vpc_connector_egress_settings: 'ALL_TRAFFIC',
  });
});

test('nobody may call it but who was let', () => {
  const hello = given();
  expect(template().resources('google_cloud_run_service_iam_member')).toEqual([]);
  hello.grantInvoke('queue', 'serviceAccount:caller@acme.iam.gserviceaccount.com');
  expect(template().resource('google_cloud_run_service_iam_member.Function_Invoke-queue').properties).toMatchObject({
    project,
    location: region,
    service: '${google_cloudfunctions2_function.Function.name}',
    role: 'roles/run.invoker',
    member: 'serviceAccount:caller@acme.iam.gserviceaccount.com',
  });
});

test('its address is the one of its Cloud Run service, which internal callers have to use', () => {
  expect(resolved(stack, given().url)).toBe('${google_cloudfunctions2_function.Function.service_config[0].uri}');
});

test('every other argument can be reached through the default child', () => {
  (given().node.defaultChild as Cloudfunctions2Function).description = 'Other';
  expect(resource()).toMatchObject({ description: 'Other' });
});
