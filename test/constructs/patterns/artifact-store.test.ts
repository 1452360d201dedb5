import { type TerraformStack } from 'cdktf';
import { type Environment } from '../../../constructs/core/environment';
import { ArtifactStore, type ArtifactStoreProps } from '../../../constructs/patterns/artifact-store';
import { Template, testEnvironment, testStack } from '../../../testing';
import { KEY } from '../../support/encryption';

const WRITERS = ['group:mle@acme.com', 'group:ds@acme.com'];
const READER = 'serviceAccount:training@acme-churn-dev.iam.gserviceaccount.com';

let stack: TerraformStack;

beforeEach(() => {
  stack = testStack();
});

const given = (props: Partial<ArtifactStoreProps> = {}, environment: Environment = testEnvironment()) =>
  new ArtifactStore(stack, 'ArtifactStore', { environment, writers: WRITERS, ...props });
const synthesized = () => Template.fromStack(stack);
const repositories = () =>
  synthesized()
    .resources('google_artifact_registry_repository')
    .map(({ properties }) => properties);
const grants = (role: string) =>
  synthesized()
    .resources('google_artifact_registry_repository_iam_member')
    .filter(({ properties }) => properties.role === role)
    .map(({ properties }) => properties);

test('there are repositories for images, packages and pipeline templates', () => {
  given();
  expect(repositories().map(({ repository_id, format }) => [repository_id, format])).toEqual([
    ['churn-dev-images', 'DOCKER'],
    ['churn-dev-packages', 'PYTHON'],
    ['churn-dev-pipelines', 'KFP'],
  ]);
  for (const repository of repositories())
    expect(repository).toMatchObject({ project: 'acme-churn-dev', location: 'europe-west4' });
});

test('each has a cleanup policy', () => {
  given();
  for (const repository of repositories()) expect(repository.cleanup_policies).not.toHaveLength(0);
});

test('who pushes may push to each of them, and nobody else gets anything', () => {
  given();
  expect(
    new Set(grants('roles/artifactregistry.writer').map(({ repository, member }) => `${repository} ${member}`)).size,
  ).toBe(6);
  synthesized().resourceCountIs('google_artifact_registry_repository_iam_member', 6);
});

test('a workload that reads may pull from each of them', () => {
  given({ writers: [] }).grantRead('training', READER);
  const reads = grants('roles/artifactregistry.reader');
  expect(new Set(reads.map(({ repository }) => repository)).size).toBe(3);
  expect(reads.map(({ member }) => member)).toEqual([READER, READER, READER]);
});

describe('in a private environment', () => {
  beforeEach(() => given({}, testEnvironment({ private: true })));

  test('public Python packages come through a proxy, as there is no way out', () => {
    synthesized().hasResource('google_artifact_registry_repository', {
      repository_id: 'churn-dev-pypi',
      mode: 'REMOTE_REPOSITORY',
      remote_repository_config: { python_repository: { public_repository: 'PYPI' } },
    });
  });

  test('the proxy is read, not written', () => {
    expect(
      grants('roles/artifactregistry.reader')
        .map(({ member }) => member)
        .sort(),
    ).toEqual([...WRITERS].sort());
    expect(grants('roles/artifactregistry.writer')).toHaveLength(6);
  });

  test('it adds to what a public environment has, and moves nothing', () => {
    const addresses = synthesized().addresses();
    stack = testStack();
    given();
    expect(addresses).toEqual(expect.arrayContaining(synthesized().addresses()));
  });
});

test('all are encrypted with the key that is given', () => {
  given({ encryptionKey: KEY }, testEnvironment({ private: true }));
  expect(repositories().map(({ kms_key_name }) => kms_key_name)).toEqual(Array(4).fill(KEY.keyName));
});

test('all refuse to be destroyed, unless the environment is ephemeral', () => {
  given();
  expect(repositories().map(({ lifecycle }) => lifecycle)).toEqual(Array(3).fill({ prevent_destroy: true }));
  stack = testStack();
  given({}, testEnvironment({ protect: false }));
  expect(repositories().map(({ lifecycle }) => lifecycle)).toEqual(Array(3).fill(undefined));
});

test('all of it belongs to the capability', () => {
  given();
  expect(
    synthesized()
      .byCapability('artifact-store')
      .map(({ address }) => address),
  ).toEqual(synthesized().addresses());
});
