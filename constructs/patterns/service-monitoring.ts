import { type Construct } from 'constructs';
import { Budget } from '../billing/budget';
import { Capability, type CapabilityInfo } from '../core/capability';
import { type Environment } from '../core/environment';
import { validate } from '../core/errors';
import { AlertPolicy } from '../monitoring/alert-policy';
import { Dashboard } from '../monitoring/dashboard';
import { type INotificationChannel, type Notify } from '../monitoring/notification-channel';
import { AlertChannels } from './alert-channels';
import { QUOTA_EXCEEDED_GUIDE, quotaExceeded, quotaUsed, quotaUsedGuide } from './quota-alert';
import { SERVICE_MONITORING } from './service-monitoring-info';
import { SERVING_SECTIONS } from './serving-dashboard';

/** A monthly budget, as the config has it. */
export interface BudgetOptions {
  /** `0A1B2C-3D4E5F-6A7B8C` */
  readonly billingAccount: string;
  /** For a calendar month, in whole units of the currency. */
  readonly monthly: number;
  /** Currency of the billing account, such as `EUR`. */
  readonly currency: string;
  /**
   * Shares of the amount at which a notice goes out.
   * @default [0.5, 0.9, 1]
   */
  readonly thresholds?: readonly number[];
}

export interface ServiceMonitoringProps {
  /** Where it is built, under which names, and how protected. */
  readonly environment: Environment;
  /** E-mail addresses that hear of alerts and of the budget. Nobody is `{ nobody: 'the reason' }`. */
  readonly notify: readonly string[] | { readonly nobody: string };
  /**
   * Share of a Vertex AI quota beyond which there is an alert, between 0 and 1.
   * @default 0.8
   */
  readonly quotaRatio?: number;
  /**
   * Whoever deploys it needs `roles/billing.costsManager` on the billing account.
   * @default - no budget
   */
  readonly budget?: BudgetOptions;
}

/** What is watched once per environment: dashboard of all models, quota, budget. Each model has its own alerts. */
export class ServiceMonitoring extends Capability {
  static readonly INFO: CapabilityInfo = SERVICE_MONITORING;

  /** Who hears of the alerts of the platform. */
  readonly notify: Notify;

  constructor(scope: Construct, id: string, props: ServiceMonitoringProps) {
    super(scope, id, SERVICE_MONITORING);
    const { environment, quotaRatio = 0.8, budget } = props;
    validate(this, [
      {
        broken: !(quotaRatio > 0 && quotaRatio < 1),
        problem: `quotaRatio ${quotaRatio} is not valid: between 0 and 1`,
      },
    ]);
    const notify = (this.notify = this.channels(props));
    new Dashboard(this, 'Dashboard', {
      project: environment.project,
      displayName: environment.naming.displayName('serving'),
      sections: SERVING_SECTIONS,
      filterBy: ['endpoint_id'],
    });
    this.quotaAlerts(environment, quotaRatio, notify);
    if (budget) this.newBudget(environment, budget, 'nobody' in notify ? [] : notify);
  }

  private channels({ environment, notify }: ServiceMonitoringProps): Notify {
    if ('nobody' in notify) return notify;
    return new AlertChannels(this, 'Channels', { environment, addresses: notify }).of(notify);
  }

  private quotaAlerts({ project, naming, stage }: Environment, share: number, notify: Notify): void {
    const shared = { project, severity: stage === 'production' ? 'ERROR' : 'WARNING', notify } as const;
    new AlertPolicy(this, 'Quota', {
      ...shared,
      displayName: naming.displayName('quota'),
      conditions: [quotaUsed(share)],
      documentation: quotaUsedGuide(share),
    });
    new AlertPolicy(this, 'QuotaExceeded', {
      ...shared,
      displayName: naming.displayName('quota exceeded'),
      conditions: [quotaExceeded()],
      documentation: QUOTA_EXCEEDED_GUIDE,
    });
  }

  private newBudget(environment: Environment, budget: BudgetOptions, notify: readonly INotificationChannel[]): void {
    new Budget(this, 'Budget', {
      ...budget,
      displayName: environment.naming.displayName('budget'),
      project: environment.project,
      notify,
    });
  }
}
