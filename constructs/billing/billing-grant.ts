import { type Construct } from 'constructs';
import { BillingAccountIamMember } from '@cdktf/provider-google/lib/billing-account-iam-member';

/**
 * Lets somebody manage, or look at, budgets of a billing account. Whoever deploys this administers the billing account.
 *
 * @param billingAccount as `01A2B3-C4D5E6-F7A8B9`
 */
export function grantOnBillingAccount(
  scope: Construct,
  id: string,
  billingAccount: string,
  role: 'roles/billing.costsManager' | 'roles/billing.viewer',
  member: string,
): void {
  new BillingAccountIamMember(scope, id, { billingAccountId: billingAccount, role, member });
}
