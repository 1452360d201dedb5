import { type TerraformResource } from 'cdktf';
import { SourceInstance } from '../../../constructs/source/source-instance';
import { SourceRepository, type SourceRepositoryProps } from '../../../constructs/source/source-repository';
import { testStack } from '../../../testing';
import { readableTemplate, resolved } from '../../support/readable';

const TYPE = 'google_secure_source_manager_repository';

function repository(props: Partial<SourceRepositoryProps> = {}) {
  const stack = testStack();
  const made = new SourceRepository(stack, 'Code', {
    repositoryId: 'churn-dev-code',
    project: 'acme-churn-dev',
    location: 'europe-west4',
    instance: SourceInstance.fromInstanceId('acme-churn-dev', 'europe-west4', 'source'),
    description: 'Pipelines',
    ...props,
  });
  return { made, stack, template: () => readableTemplate(stack) };
}

test('is empty and protected, on the instance it is given', () => {
  repository()
    .template()
    .hasResource(TYPE, {
      repository_id: 'churn-dev-code',
      instance: 'projects/acme-churn-dev/locations/europe-west4/instances/source',
      description: 'Pipelines',
      initial_config: undefined,
      deletion_policy: 'PREVENT',
      lifecycle: { prevent_destroy: true },
    });
});

test('can be left unprotected', () => {
  repository({ protect: false }).template().hasResource(TYPE, { deletion_policy: 'DELETE', lifecycle: undefined });
});

test.each([
  ['grantRead', 'roles/securesourcemanager.repoReader'],
  ['grantReadWrite', 'roles/securesourcemanager.repoWriter'],
] as const)('%s gives %s on the repository alone', (grant, role) => {
  const { made, template } = repository();
  made[grant]('ds', 'group:ds@acme.com');
  template().hasResource('google_secure_source_manager_repository_iam_member', {
    repository_id: '${google_secure_source_manager_repository.Code.repository_id}',
    location: 'europe-west4',
    project: 'acme-churn-dev',
    member: 'group:ds@acme.com',
    role,
  });
});

test('says what git clone takes', () => {
  const { made, stack } = repository();
  expect(resolved(stack, made.cloneUrl)).toBe(
    '${try(google_secure_source_manager_repository.Code.uris[0].git_https, "")}',
  );
});

test('its L1 is the default child', () => {
  const { made, template } = repository();
  (made.node.defaultChild as TerraformResource).addOverride('initial_config.default_branch', 'trunk');
  template().hasResource(TYPE, { initial_config: { default_branch: 'trunk' } });
});

test('one that exists already is named without a resource', () => {
  expect(SourceRepository.fromRepositoryId('p', 'l', 'r').repositoryName).toBe('projects/p/locations/l/repositories/r');
});

test('refuses a name that Google does not take', () => {
  expect(() => repository({ repositoryId: 'Code' })).toThrow('stack/Code: sourceRepository name "Code" is not valid');
});
