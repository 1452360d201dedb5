import { type ProjectIamCustomRole } from '@cdktf/provider-google/lib/project-iam-custom-role';
import { CustomRole, type CustomRoleProps } from '../../../constructs/iam/custom-role';
import { Template, testStack } from '../../../testing';

const PROPS: CustomRoleProps = {
  project: 'acme-churn-dev',
  roleId: 'churn_dev_predictor',
  title: 'churn dev predictor',
  description: 'May ask endpoints for predictions',
  permissions: ['aiplatform.endpoints.predict', 'aiplatform.endpoints.explain'],
};

const given = (props: Partial<CustomRoleProps> = {}) => {
  const stack = testStack();
  const role = new CustomRole(stack, 'Predictor', { ...PROPS, ...props });
  return { role, resource: () => Template.fromStack(stack).resources('google_project_iam_custom_role')[0]!.properties };
};

test('a role has exactly the permissions that are named, in an order that does not depend on the list', () => {
  expect(given().resource()).toMatchObject({
    project: 'acme-churn-dev',
    role_id: 'churn_dev_predictor',
    title: 'churn dev predictor',
    description: 'May ask endpoints for predictions',
    permissions: ['aiplatform.endpoints.explain', 'aiplatform.endpoints.predict'],
    stage: 'GA',
  });
});

test('the list that was given is left as it is', () => {
  const permissions = ['b.b.b', 'a.a.a'];
  given({ permissions });
  expect(permissions).toEqual(['b.b.b', 'a.a.a']);
});

test('a role of another stack is known by its id, without looking it up', () => {
  expect(CustomRole.roleNameOf('acme-churn-dev', 'churn_dev_predictor')).toBe(
    'projects/acme-churn-dev/roles/churn_dev_predictor',
  );
});

test('the role is granted on its project', () => {
  const stack = testStack();
  new CustomRole(stack, 'Predictor', PROPS).grant('crm', 'group:crm@acme.com');
  const { address } = Template.fromStack(stack).resources('google_project_iam_custom_role')[0]!;
  Template.fromStack(stack).hasResource('google_project_iam_member', {
    project: 'acme-churn-dev',
    role: `\${${address}.name}`,
    member: 'group:crm@acme.com',
  });
});

test('an id that IAM refuses is refused at once', () => {
  expect(() => given({ roleId: 'my-role' })).toThrow(
    'stack/Predictor: customRole name "my-role" is not valid: 3 to 64 letters, digits, underscores and full stops',
  );
});

test('every argument can be reached through the default child', () => {
  const { role, resource } = given();
  (role.node.defaultChild as ProjectIamCustomRole).stage = 'BETA';
  expect(resource().stage).toBe('BETA');
});
