import { TerraformVariable } from 'cdktf';
import { Budget, type BudgetProps } from '../../../constructs/billing/budget';
import { Template, testStack } from '../../../testing';

const BUDGET = 'google_billing_budget';
const PROPS: BudgetProps = {
  billingAccount: '01A2B3-C4D5E6-F7A8B9',
  displayName: 'churn dev budget',
  project: 'acme-churn-dev',
  monthly: 800,
  currency: 'EUR',
};

function budget(props: Partial<BudgetProps> = {}) {
  const stack = testStack();
  new Budget(stack, 'Budget', { ...PROPS, ...props });
  return Template.fromStack(stack);
}

test('the amount is for a calendar month, in the currency of the account', () => {
  budget().hasResource(BUDGET, {
    billing_account: '01A2B3-C4D5E6-F7A8B9',
    amount: { specified_amount: { currency_code: 'EUR', units: '800' } },
    budget_filter: { calendar_period: 'MONTH' },
  });
});

test('the project is named by its number, as Google stores it: an id would be a change in every plan', () => {
  const template = budget();
  const [project] = template.resources('data.google_project');
  expect(project?.properties).toMatchObject({ project_id: 'acme-churn-dev' });
  template.hasResource(BUDGET, {
    budget_filter: { projects: [`projects/\${${project?.address}.number}`] },
  });
});

test('notices go out at half, nine tenths and all of it, and when all of it is forecast', () => {
  budget().hasResource(BUDGET, {
    threshold_rules: [
      { threshold_percent: 0.5, spend_basis: 'CURRENT_SPEND' },
      { threshold_percent: 0.9, spend_basis: 'CURRENT_SPEND' },
      { threshold_percent: 1, spend_basis: 'CURRENT_SPEND' },
      { threshold_percent: 1, spend_basis: 'FORECASTED_SPEND' },
    ],
  });
});

test('thresholds are put in order, each once', () => {
  budget({ thresholds: [1, 0.2, 1], forecast: false }).hasResource(BUDGET, {
    threshold_rules: [{ threshold_percent: 0.2 }, { threshold_percent: 1 }],
  });
});

test('credits are subtracted unless the cost before them is asked for', () => {
  budget().hasResource(BUDGET, { budget_filter: { credit_types_treatment: 'INCLUDE_ALL_CREDITS' } });
  budget({ subtractCredits: false }).hasResource(BUDGET, {
    budget_filter: { credit_types_treatment: 'EXCLUDE_ALL_CREDITS' },
  });
});

test('notices go to channels as well when there are some', () => {
  budget({ notify: [{ channelName: 'c' }] }).hasResource(BUDGET, {
    all_updates_rule: { monitoring_notification_channels: ['c'] },
  });
  budget().hasResource(BUDGET, { all_updates_rule: undefined });
});

test.each<[string, Partial<BudgetProps>, string]>([
  [
    'an account of another form',
    { billingAccount: '1234' },
    'billing account "1234" is not valid: three groups of six hexadecimal digits, as 0A1B2C-3D4E5F-6A7B8C',
  ],
  ['no amount', { monthly: 0 }, 'monthly amount 0 is not valid: a whole number above 0'],
  ['part of a unit', { monthly: 0.5 }, 'monthly amount 0.5 is not valid: a whole number above 0'],
  ['a sign for a currency', { currency: '€' }, 'currency "€" is not valid: three capital letters, as EUR'],
  ['a threshold of nothing', { thresholds: [0, 1] }, 'thresholds 0 are not valid: shares above 0, as 0.9'],
  [
    'six channels',
    { notify: Array(6).fill({ channelName: 'c' }) },
    '6 notification channels are given: a budget takes at most 5, so use a group address',
  ],
])('%s is refused', (_, props, problem) => {
  expect(() => budget(props)).toThrow(`stack/Budget: ${problem}`);
});

test('an account that Terraform knows later is accepted', () => {
  const stack = testStack();
  const billingAccount = new TerraformVariable(stack, 'account', { type: 'string' }).stringValue;
  new Budget(stack, 'Budget', { ...PROPS, billingAccount });
  Template.fromStack(stack).hasResource(BUDGET, { billing_account: '${var.account}' });
});

test('the resource is reached as the default child', () => {
  const stack = testStack();
  const made = new Budget(stack, 'Budget', PROPS);
  (made.node.defaultChild as unknown as { ownershipScope: string }).ownershipScope = 'BILLING_ACCOUNT';
  Template.fromStack(stack).hasResource(BUDGET, { ownership_scope: 'BILLING_ACCOUNT' });
});
