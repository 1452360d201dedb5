/** Who hears of alerts and of the budget. */
import { rule } from './rule';

/** https://cloud.google.com/billing/docs/how-to/budgets-notification-recipients */
const MAX_BUDGET_CHANNELS = 5;

export const budgetReachesEveryAddress = rule(
  `With \`budget\`, \`alerts.notify\` names at most ${MAX_BUDGET_CHANNELS} addresses: a budget has no more channels.`,
  ({ alerts, budget }) => {
    const addresses = alerts?.notify ?? [];
    if (budget === undefined || addresses.length <= MAX_BUDGET_CHANNELS) return [];
    return [
      {
        path: ['alerts', 'notify'],
        atKey: true,
        message: `${addresses.length} addresses, and a budget`,
        allowed: `at most ${MAX_BUDGET_CHANNELS} addresses beside a budget`,
        fix: 'name a group address instead of single ones',
      },
    ];
  },
);
