import { grantSourceRead, sourceCloneUrl } from '../../../constructs/source/source-grants';
import { testStack } from '../../../testing';
import { readableTemplate } from '../../support/readable';

const PLACE = {
  project: 'acme-churn-dev',
  location: 'europe-west4',
  instanceId: 'churn-dev-source',
  repositoryId: 'churn-dev-code',
};
const MEMBER = 'serviceAccount:ci@acme-churn-cicd.iam.gserviceaccount.com';

test('fetching takes access to the instance and reading of the repository, and no more', () => {
  const stack = testStack();
  grantSourceRead(stack, 'Ci', PLACE, MEMBER);
  const template = readableTemplate(stack);
  expect(template.addresses()).toHaveLength(2);
  template.hasResource('google_secure_source_manager_instance_iam_member', {
    project: 'acme-churn-dev',
    location: 'europe-west4',
    instance_id: 'churn-dev-source',
    role: 'roles/securesourcemanager.instanceAccessor',
    member: MEMBER,
  });
  template.hasResource('google_secure_source_manager_repository_iam_member', {
    project: 'acme-churn-dev',
    location: 'europe-west4',
    repository_id: 'churn-dev-code',
    role: 'roles/securesourcemanager.repoReader',
    member: MEMBER,
  });
});

test.each([
  [false, 'https://churn-dev-source-123-git.europe-west4.sourcemanager.dev/acme-churn-dev/churn-dev-code.git'],
  [true, 'https://churn-dev-source-123-git.europe-west4.p.sourcemanager.dev/acme-churn-dev/churn-dev-code.git'],
])('the clone URL of an instance that is private: %s', (isPrivate, url) => {
  expect(sourceCloneUrl(PLACE, '123', isPrivate)).toBe(url);
});
