import { type ArtifactRegistryRepository } from '@cdktf/provider-google/lib/artifact-registry-repository';
import { TerraformOutput, TerraformVariable, type TerraformStack } from 'cdktf';
import { grantOnRepository, Repository, type RepositoryProps } from '../../../constructs/artifact-registry/repository';
import { Template, testStack } from '../../../testing';
import { GRANT, KEY } from '../../support/encryption';

const PROPS: RepositoryProps = {
  repositoryId: 'churn-dev-images',
  project: 'acme-churn-dev',
  location: 'europe-west4',
  format: 'DOCKER',
  description: 'Images',
};
const KEEP_NEWEST = { id: 'keep-newest', action: 'KEEP', most_recent_versions: { keep_count: 10 } };
const DELETE_UNTAGGED = {
  id: 'delete-untagged',
  action: 'DELETE',
  condition: { tag_state: 'UNTAGGED', older_than: '2592000s' },
};

let stack: TerraformStack;

beforeEach(() => {
  stack = testStack();
});

const given = (props: Partial<RepositoryProps> = {}) => new Repository(stack, 'Images', { ...PROPS, ...props });
const repository = () => Template.fromStack(stack).resources('google_artifact_registry_repository')[0]!;

test('a repository is where and what it is asked to be', () => {
  given();
  expect(repository().properties).toMatchObject({
    repository_id: 'churn-dev-images',
    project: 'acme-churn-dev',
    location: 'europe-west4',
    format: 'DOCKER',
    description: 'Images',
  });
});

test.each(['DOCKER', 'KFP'] as const)(
  'a %s repository drops what lost its tag a month ago, but no recent version',
  (format) => {
    given({ format });
    expect(repository().properties).toMatchObject({
      cleanup_policies: [DELETE_UNTAGGED, KEEP_NEWEST],
      cleanup_policy_dry_run: false,
    });
  },
);

test('a PYTHON repository knows no tags and drops nothing', () => {
  given({ format: 'PYTHON' });
  expect(repository().properties.cleanup_policies).toEqual([KEEP_NEWEST]);
});

test('how much is kept, and for how long, is up to the user', () => {
  given({ keepVersions: 3, deleteUntaggedAfterDays: 1 });
  expect(repository().properties).toMatchObject({
    cleanup_policies: [{ condition: { older_than: '86400s' } }, { most_recent_versions: { keep_count: 3 } }],
  });
});

test('a repository refuses to be destroyed, unless it is not protected', () => {
  given();
  expect(repository().properties).toMatchObject({ lifecycle: { prevent_destroy: true } });
  stack = testStack();
  given({ protect: false });
  expect(repository().properties.lifecycle).toBeUndefined();
});

test('a key of Google encrypts unless one is given', () => {
  given();
  expect(repository().properties).not.toHaveProperty('kms_key_name');
});

test('a key of the project encrypts, once its grant is there', () => {
  given({ encryptionKey: KEY });
  expect(repository().properties).toMatchObject({ kms_key_name: KEY.keyName, depends_on: [GRANT] });
});

test.each([
  ['PYTHON', { python_repository: { public_repository: 'PYPI' } }],
  ['DOCKER', { docker_repository: { public_repository: 'DOCKER_HUB' } }],
  ['NPM', { npm_repository: { public_repository: 'NPMJS' } }],
] as const)('a %s repository may stand before the public index, and then cleans nothing up', (format, config) => {
  given({ format, proxyPublicIndex: true });
  expect(repository().properties).toMatchObject({ mode: 'REMOTE_REPOSITORY', remote_repository_config: config });
  expect(repository().properties).not.toHaveProperty('cleanup_policies');
});

test('pipelines have no public index to stand before', () => {
  expect(() => given({ format: 'KFP', proxyPublicIndex: true })).toThrow(
    'stack/Images: proxyPublicIndex of a KFP repository: pipelines have no public index, DOCKER, PYTHON and NPM have',
  );
});

test.each([
  ['grantRead', 'roles/artifactregistry.reader'],
  ['grantReadWrite', 'roles/artifactregistry.writer'],
] as const)('%s gives one member %s on this repository alone', (grant, role) => {
  given()[grant]('ci', 'group:mle@acme.com');
  const template = Template.fromStack(stack);
  template.resourceCountIs('google_artifact_registry_repository_iam_member', 1);
  template.hasResource('google_artifact_registry_repository_iam_member', {
    project: 'acme-churn-dev',
    location: 'europe-west4',
    repository: `\${${repository().address}.repository_id}`,
    role,
    member: 'group:mle@acme.com',
  });
});

test('clients are given a uri by format', () => {
  new TerraformOutput(stack, 'Uri', { value: given().uri });
  expect(Template.fromStack(stack).resource('output.Uri').properties.value).toBe(
    `europe-west4-docker.pkg.dev/acme-churn-dev/\${${repository().address}.repository_id}`,
  );
});

test('a repository that is managed elsewhere makes none', () => {
  expect(Repository.fromRepositoryId('acme-shared', 'europe-west4', 'images')).toEqual({
    project: 'acme-shared',
    location: 'europe-west4',
    repositoryId: 'images',
  });
});

test('an id that Google refuses is refused at once', () => {
  expect(() => given({ repositoryId: 'Images' })).toThrow('stack/Images: repository name "Images" is not valid');
});

test('an id that is known only at deployment is taken', () => {
  given({ repositoryId: new TerraformVariable(stack, 'Id', {}).stringValue });
  expect(repository().properties.repository_id).toBe('${var.Id}');
});

test('every argument can be reached through the default child', () => {
  (given().node.defaultChild as ArtifactRegistryRepository).putDockerConfig({ immutableTags: true });
  expect(repository().properties).toMatchObject({ docker_config: { immutable_tags: true } });
});

test('a grant on a repository of another stack names it in full', () => {
  grantOnRepository(
    stack,
    'Pull',
    Repository.fromRepositoryId('acme-shared', 'europe-west4', 'images'),
    'roles/artifactregistry.reader',
    'group:a@acme.com',
  );
  expect(Template.fromStack(stack).resource('google_artifact_registry_repository_iam_member.Pull').properties).toEqual({
    project: 'acme-shared',
    location: 'europe-west4',
    repository: 'images',
    role: 'roles/artifactregistry.reader',
    member: 'group:a@acme.com',
  });
});
