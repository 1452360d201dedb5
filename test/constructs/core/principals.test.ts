import { principalId, roleId } from '../../../constructs/core/principals';

test('a principal makes an id without a slash, which would be a path', () => {
  expect(principalId('principalSet://iam.googleapis.com/x')).toBe('principalSet:__iam.googleapis.com_x');
});

test('different principals make different ids', () => {
  expect(principalId('user:a@acme.com')).not.toBe(principalId('group:a@acme.com'));
});

test('a role makes an id without its folder', () => {
  expect(roleId('roles/bigquery.jobUser')).toBe('bigquery.jobUser');
  expect(roleId('projects/p/roles/deployer')).toBe('projects_p_roles_deployer');
});
