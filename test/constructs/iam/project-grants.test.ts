import { TerraformVariable } from 'cdktf';
import { ProjectGrants } from '../../../constructs/iam/project-grants';
import { Template, testStack } from '../../../testing';

const grant = (roles: readonly string[]) => {
  const stack = testStack();
  new ProjectGrants(stack, 'Grants', { project: 'acme-churn-dev', member: 'group:ds@acme.com', roles });
  return Template.fromStack(stack);
};

test('each role is one member grant, which takes nothing away from others', () => {
  const template = grant(['roles/aiplatform.user', 'projects/p/roles/caller']);
  expect(template.addresses().every((address) => address.startsWith('google_project_iam_member.'))).toBe(true);
  for (const role of ['roles/aiplatform.user', 'projects/p/roles/caller'])
    template.hasResource('google_project_iam_member', { project: 'acme-churn-dev', role, member: 'group:ds@acme.com' });
});

test('a role that is named twice is granted once', () => {
  grant(['roles/aiplatform.user', 'roles/aiplatform.user']).resourceCountIs('google_project_iam_member', 1);
});

test('the order of roles moves no address', () => {
  const roles = ['roles/aiplatform.user', 'roles/logging.viewer'];
  expect(grant(roles).normalized()).toEqual(grant([...roles].reverse()).normalized());
});

test('basic roles are refused, all of them at once', () => {
  expect(() => grant(['roles/editor', 'roles/aiplatform.user', 'roles/owner'])).toThrow(
    'stack/Grants: roles/editor, roles/owner reaches everything in the project: grant a narrower role',
  );
  expect(() => grant(['roles/viewer'])).toThrow('roles/viewer reaches everything');
});

test('a role whose name is known at deployment only is refused: it is part of the address', () => {
  const { stringValue } = new TerraformVariable(testStack(), 'Role', {});
  expect(() => grant([stringValue])).toThrow(
    'stack/Grants: a role is known at deployment only, and its name is part of the address: use CustomRole.grant',
  );
});
