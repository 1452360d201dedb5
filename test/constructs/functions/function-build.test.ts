import { type TerraformStack } from 'cdktf';
import { FunctionBuild, type FunctionBuildProps } from '../../../constructs/functions/function-build';
import { testStack } from '../../../testing';
import { GRANT, KEY } from '../../support/encryption';
import { readableTemplate } from '../../support/readable';

let stack: TerraformStack;

beforeEach(() => {
  stack = testStack();
});

const given = (props: Partial<FunctionBuildProps> = {}) =>
  new FunctionBuild(stack, 'Build', {
    accountId: 'churn-dev-build',
    displayName: 'churn dev build',
    repositoryId: 'churn-dev-functions',
    project: 'acme-churn-dev',
    region: 'europe-west4',
    ...props,
  });
const template = () => readableTemplate(stack);
const ACCOUNT = '${google_service_account.Build_Account.member}';

test('whoever builds writes logs on the project, and nothing else without a condition', () => {
  given();
  const grants = template()
    .resources('google_project_iam_member')
    .filter(({ properties }) => properties.condition === undefined);
  expect(grants.map(({ properties }) => [properties.role, properties.member])).toEqual([
    ['roles/logging.logWriter', ACCOUNT],
  ]);
});

test('it reads the copies that Cloud Functions makes of sources, and no other bucket', () => {
  given();
  expect(template().resource('google_project_iam_member.Build_Sources').properties).toMatchObject({
    project: 'acme-churn-dev',
    role: 'roles/storage.objectViewer',
    member: ACCOUNT,
    condition: { expression: 'resource.name.startsWith("projects/_/buckets/gcf-v2-sources-")' },
  });
});

test('it pushes to a repository of its own', () => {
  given();
  expect(template().resources('google_artifact_registry_repository_iam_member')).toHaveLength(1);
  template().hasResource('google_artifact_registry_repository_iam_member', {
    repository: '${google_artifact_registry_repository.Build_Images.repository_id}',
    role: 'roles/artifactregistry.writer',
    member: ACCOUNT,
  });
});

test('a build starts a minute after the last of its grants', () => {
  given();
  const { create_duration, depends_on } = template().resource('time_sleep.Build_Ready').properties;
  expect(create_duration).toBe('60s');
  expect(depends_on).toEqual(
    expect.arrayContaining([
      'google_project_iam_member.Build_Sources',
      'google_project_iam_member.Build_Account_Project_logginglogWriter',
      'google_artifact_registry_repository_iam_member.Build_Images_ReadWrite-build',
    ]),
  );
});

test('images have the key of the functions', () => {
  given({ encryptionKey: KEY });
  expect(template().resource('google_artifact_registry_repository.Build_Images').properties).toMatchObject({
    kms_key_name: KEY.keyName,
    depends_on: [GRANT],
  });
});

test('images are protected, unless losing them is allowed', () => {
  given({ protect: false });
  expect(template().resource('google_artifact_registry_repository.Build_Images').properties.lifecycle).toBeUndefined();
});
