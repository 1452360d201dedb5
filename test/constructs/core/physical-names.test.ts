import { type App, TerraformVariable } from 'cdktf';
import { ServiceAccount } from '@cdktf/provider-google/lib/service-account';
import { ArtifactRegistryRepository } from '@cdktf/provider-google/lib/artifact-registry-repository';
import { ProjectIamAuditConfig } from '@cdktf/provider-google/lib/project-iam-audit-config';
import { StorageBucket } from '@cdktf/provider-google/lib/storage-bucket';
import { GoogleVertexAiMetadataStore } from '@cdktf/provider-google-beta/lib/google-vertex-ai-metadata-store';
import { type Construct } from 'constructs';
import { refuseSharedNames } from '../../../constructs/core/physical-names';
import { testApp, testStack } from '../../../testing';

let app: App;

beforeEach(() => {
  app = testApp();
});

const bucket = (scope: Construct, id: string, name: string, project = 'p') =>
  new StorageBucket(scope, id, { name, project, location: 'europe-west4' });
const account = (scope: Construct, id: string, accountId: string, project: string) =>
  new ServiceAccount(scope, id, { accountId, project });
const repository = (scope: Construct, id: string, location: string) =>
  new ArtifactRegistryRepository(scope, id, { repositoryId: 'images', format: 'DOCKER', project: 'p', location });

test('one bucket name in two stacks is refused, also in two projects, and both are named', () => {
  bucket(testStack({ app, id: 'one' }), 'Data', 'acme-data', 'p');
  bucket(testStack({ app, id: 'two' }), 'Data', 'acme-data', 'q');
  expect(() => refuseSharedNames(app)).toThrow(
    'the app: google_storage_bucket name "acme-data" is given to both one/Data and two/Data',
  );
});

test('one account id is refused within a project and allowed in another', () => {
  const stack = testStack({ app });
  account(stack, 'A', 'training', 'p');
  account(stack, 'B', 'training', 'q');
  expect(() => refuseSharedNames(app)).not.toThrow();
  account(stack, 'C', 'training', 'p');
  expect(() => refuseSharedNames(app)).toThrow('given to both stack/A and stack/C');
});

test('one repository id is refused within a region and allowed in another', () => {
  const stack = testStack({ app });
  repository(stack, 'A', 'europe-west4');
  repository(stack, 'B', 'europe-west1');
  expect(() => refuseSharedNames(app)).not.toThrow();
  repository(stack, 'C', 'europe-west4');
  expect(() => refuseSharedNames(app)).toThrow('given to both stack/A and stack/C');
});

test('what a project or a region of it has once is refused for a second environment in it', () => {
  for (const id of ['dev', 'prod']) {
    const stack = testStack({ app, id });
    new GoogleVertexAiMetadataStore(stack, 'Store', { name: 'default', project: 'p', region: 'europe-west4' });
    const auditLogConfig = [{ logType: 'DATA_READ' }];
    new ProjectIamAuditConfig(stack, 'Audit', { project: 'p', service: 'storage.googleapis.com', auditLogConfig });
  }
  expect(() => refuseSharedNames(app)).toThrow(
    /name "default" is given to both dev\/Store and prod\/Store.*"storage.googleapis.com" is given to both dev\/Audit and prod\/Audit/,
  );
});

test('all shared names are reported at once', () => {
  const stack = testStack({ app });
  for (const id of ['A', 'B']) bucket(stack, `Bucket${id}`, 'acme-data');
  for (const id of ['A', 'B']) account(stack, `Account${id}`, 'training', 'p');
  expect(() => refuseSharedNames(app)).toThrow(/google_storage_bucket.*google_service_account/);
});

test('names that are not known yet are no conflict', () => {
  const stack = testStack({ app });
  const { stringValue } = new TerraformVariable(stack, 'Bucket', {});
  for (const id of ['A', 'B']) bucket(stack, id, stringValue);
  expect(() => refuseSharedNames(app)).not.toThrow();
});
