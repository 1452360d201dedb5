import { Construct } from 'constructs';
import { Token } from 'cdktf';
import { BillingBudget } from '@cdktf/provider-google/lib/billing-budget';
import { DataGoogleProject } from '@cdktf/provider-google/lib/data-google-project';
import { validate } from '../core/errors';
import { type INotificationChannel } from '../monitoring/notification-channel';

export interface BudgetProps {
  /** `0A1B2C-3D4E5F-6A7B8C`. Changing it replaces the budget. */
  readonly billingAccount: string;
  /** What the console calls it. */
  readonly displayName: string;
  /** Id of the project whose cost counts. */
  readonly project: string;
  /** For a calendar month, in whole units of the currency. */
  readonly monthly: number;
  /** Currency of the billing account, such as `EUR`: Google refuses another. */
  readonly currency: string;
  /**
   * Shares of the amount at which a notice goes out when they are spent.
   * @default [0.5, 0.9, 1]
   */
  readonly thresholds?: readonly number[];
  /**
   * Send a notice as well when the month is forecast to end above the amount.
   * @default true
   */
  readonly forecast?: boolean;
  /**
   * Count what is left after credits and discounts, as the invoice does; false counts the cost before them.
   * @default true
   */
  readonly subtractCredits?: boolean;
  /**
   * Who gets notices besides the administrators and users of the billing account: at most 5.
   * @default - they alone
   */
  readonly notify?: readonly INotificationChannel[];
}

/** https://cloud.google.com/billing/docs/reference/budget/rest/v1/billingAccounts.budgets#NotificationsRule */
const MOST_CHANNELS = 5;

/** A budget: notices when the cost of a project passes shares of an amount. It stops nothing. */
export class Budget extends Construct {
  constructor(scope: Construct, id: string, props: BudgetProps) {
    super(scope, id);
    validateBudget(this, props);
    // Google stores the number of a project: its id would be a change in every plan
    // (terraform-google-modules/terraform-google-project-factory#541).
    const { number } = new DataGoogleProject(this, 'Project', { projectId: props.project });
    new BillingBudget(this, 'Resource', {
      billingAccount: props.billingAccount,
      displayName: props.displayName,
      budgetFilter: {
        projects: [`projects/${number}`],
        calendarPeriod: 'MONTH',
        creditTypesTreatment: (props.subtractCredits ?? true) ? 'INCLUDE_ALL_CREDITS' : 'EXCLUDE_ALL_CREDITS',
      },
      amount: { specifiedAmount: { currencyCode: props.currency, units: String(props.monthly) } },
      thresholdRules: thresholdRules(props),
      allUpdatesRule: props.notify?.length
        ? { monitoringNotificationChannels: props.notify.map((channel) => channel.channelName) }
        : undefined,
    });
  }
}

function thresholdRules({ thresholds = [0.5, 0.9, 1], forecast = true }: BudgetProps) {
  const spent = [...new Set(thresholds)]
    .sort((a, b) => a - b)
    .map((thresholdPercent) => ({ thresholdPercent, spendBasis: 'CURRENT_SPEND' }));
  return forecast ? [...spent, { thresholdPercent: 1, spendBasis: 'FORECASTED_SPEND' }] : spent;
}

function validateBudget(scope: Construct, props: BudgetProps): void {
  const { billingAccount, monthly, currency, thresholds = [], notify = [] } = props;
  const wrong = thresholds.filter((share) => !(share > 0));
  validate(scope, [
    {
      broken: !Token.isUnresolved(billingAccount) && !/^[0-9A-F]{6}-[0-9A-F]{6}-[0-9A-F]{6}$/.test(billingAccount),
      problem: `billing account "${billingAccount}" is not valid: three groups of six hexadecimal digits, as 0A1B2C-3D4E5F-6A7B8C`,
    },
    {
      broken: !Token.isUnresolved(monthly) && !(Number.isInteger(monthly) && monthly > 0),
      problem: `monthly amount ${monthly} is not valid: a whole number above 0`,
    },
    {
      broken: !Token.isUnresolved(currency) && !/^[A-Z]{3}$/.test(currency),
      problem: `currency "${currency}" is not valid: three capital letters, as EUR`,
    },
    { broken: wrong.length > 0, problem: `thresholds ${wrong.join(', ')} are not valid: shares above 0, as 0.9` },
    {
      broken: notify.length > MOST_CHANNELS,
      problem: `${notify.length} notification channels are given: a budget takes at most ${MOST_CHANNELS}, so use a group address`,
    },
  ]);
}
