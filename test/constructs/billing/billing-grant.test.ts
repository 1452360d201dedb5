import { grantOnBillingAccount } from '../../../constructs/billing/billing-grant';
import { Template, testStack } from '../../../testing';

test('lets somebody manage budgets of a billing account', () => {
  const stack = testStack();
  grantOnBillingAccount(stack, 'Budget', '01A2B3-C4D5E6-F7A8B9', 'roles/billing.costsManager', 'group:a@acme.com');
  expect(Template.fromStack(stack).resource('google_billing_account_iam_member.Budget').properties).toEqual({
    billing_account_id: '01A2B3-C4D5E6-F7A8B9',
    role: 'roles/billing.costsManager',
    member: 'group:a@acme.com',
  });
});
