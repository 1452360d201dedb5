import { type ServiceAccount as ServiceAccountResource } from '@cdktf/provider-google/lib/service-account';
import { TerraformVariable, type TerraformStack } from 'cdktf';
import { grantUseOf, ServiceAccount, type ServiceAccountProps } from '../../../constructs/iam/service-account';
import { Template, testStack } from '../../../testing';

const PROPS: ServiceAccountProps = {
  accountId: 'churn-dev-training',
  project: 'acme-churn-dev',
  displayName: 'churn dev training',
  description: 'Runs custom training jobs',
};

let stack: TerraformStack;

beforeEach(() => {
  stack = testStack();
});

const given = (props: Partial<ServiceAccountProps> = {}) =>
  new ServiceAccount(stack, 'Training', { ...PROPS, ...props });
const account = () => Template.fromStack(stack).resources('google_service_account')[0]!;

test('an account says whose and what for it is', () => {
  given();
  expect(account().properties).toMatchObject({
    account_id: 'churn-dev-training',
    project: 'acme-churn-dev',
    display_name: 'churn dev training',
    description: 'Runs custom training jobs',
  });
});

test('an account that somebody else made is not taken over', () => {
  given();
  expect(account().properties.create_ignore_already_exists).toBe(false);
});

test('an account has no key and no role unless asked for', () => {
  given();
  expect(Template.fromStack(stack).addresses()).toEqual([account().address]);
});

test('project roles are granted to the account alone, one by one', () => {
  given({ projectRoles: ['roles/aiplatform.user', 'roles/logging.logWriter'] });
  const template = Template.fromStack(stack);
  template.resourceCountIs('google_project_iam_member', 2);
  for (const role of ['roles/aiplatform.user', 'roles/logging.logWriter'])
    template.hasResource('google_project_iam_member', {
      project: 'acme-churn-dev',
      role,
      member: `\${${account().address}.member}`,
    });
});

test('who may use the account is granted on the account, never on the project', () => {
  given().grantUse('scientists', 'group:ds@acme.com');
  const template = Template.fromStack(stack);
  template.hasResource('google_service_account_iam_member', {
    service_account_id: `\${${account().address}.name}`,
    role: 'roles/iam.serviceAccountUser',
    member: 'group:ds@acme.com',
  });
  template.resourceCountIs('google_project_iam_member', 0);
});

test('an account that is managed elsewhere is known by its e-mail address', () => {
  expect(ServiceAccount.fromEmail('a@p.iam.gserviceaccount.com')).toEqual({
    email: 'a@p.iam.gserviceaccount.com',
    member: 'serviceAccount:a@p.iam.gserviceaccount.com',
  });
});

test('an account of another stack is known by its id, without looking it up', () => {
  expect(ServiceAccount.fromAccountId('acme-churn-dev', 'churn-dev-training').member).toBe(
    'serviceAccount:churn-dev-training@acme-churn-dev.iam.gserviceaccount.com',
  );
});

test.each(['short', 'a'.repeat(31), 'Training', 'training-'])('the id %s is refused', (accountId) => {
  expect(() => given({ accountId })).toThrow(`stack/Training: serviceAccount name "${accountId}"`);
});

test('an id that is known only at deployment is taken', () => {
  given({ accountId: new TerraformVariable(stack, 'Id', {}).stringValue });
  expect(account().properties.account_id).toBe('${var.Id}');
});

test('every argument can be reached through the default child', () => {
  (given().node.defaultChild as ServiceAccountResource).disabled = true;
  expect(account().properties.disabled).toBe(true);
});

test('identities of a pool may act as it, when they are let', () => {
  given().grantFederated('main', 'principalSet://iam.googleapis.com/POOL/attribute.access/main');
  Template.fromStack(stack).hasResource('google_service_account_iam_member', {
    service_account_id: `\${${account().address}.name}`,
    role: 'roles/iam.workloadIdentityUser',
    member: 'principalSet://iam.googleapis.com/POOL/attribute.access/main',
  });
});

test('the use of an account of another stack is granted on that account alone', () => {
  const runner = ServiceAccount.fromAccountId('acme-churn-prod', 'churn-prod-runner');
  grantUseOf(stack, 'Use', runner, 'group:a@acme.com');
  expect(Template.fromStack(stack).resource('google_service_account_iam_member.Use').properties).toEqual({
    service_account_id:
      'projects/acme-churn-prod/serviceAccounts/churn-prod-runner@acme-churn-prod.iam.gserviceaccount.com',
    role: 'roles/iam.serviceAccountUser',
    member: 'group:a@acme.com',
  });
});
