import { Construct } from 'constructs';
import { MonitoringAlertPolicy } from '@cdktf/provider-google/lib/monitoring-alert-policy';
import { validate } from '../core/errors';
import { type AlertCondition } from './conditions';
import { type INotificationChannel, type Notify } from './notification-channel';

/** How urgent an incident is: shown with it, and what filters of notification systems go by. */
export type Severity = 'CRITICAL' | 'ERROR' | 'WARNING';

/** What somebody who is woken by an alert reads. */
export interface AlertDocumentation {
  /** What it means for users, one or two sentences. */
  readonly means: string;
  /** What to do first, in order. */
  readonly firstSteps: readonly string[];
}

export interface AlertPolicyProps {
  /** Google Cloud project id. */
  readonly project: string;
  /** At most 512 characters, and one of its kind in the project. */
  readonly displayName: string;
  /** What the notification says of its urgency. */
  readonly severity: Severity;
  /** What is watched: 1 to 6 conditions, or a single one in PromQL. */
  readonly conditions: readonly AlertCondition[];
  /**
   * Whether one condition is enough or all have to hold.
   * @default 'OR'
   */
  readonly combiner?: 'OR' | 'AND';
  /** What the notification tells its reader to do. */
  readonly documentation: AlertDocumentation;
  /** Nobody is `{ nobody: 'the reason' }`. */
  readonly notify: Notify;
  /**
   * Channels to programs that act on an incident, whether or not anybody hears of it.
   * @default - none
   */
  readonly programs?: readonly INotificationChannel[];
  /**
   * Seconds after which an incident that no data confirms any more is closed: 1800 to 604800. What comes after that is a
   * new incident, with a notice of its own.
   * @default 86400
   */
  readonly autoCloseSeconds?: number;
  /**
   * Send a notice when an incident closes as well.
   * @default true
   */
  readonly notifyWhenClosed?: boolean;
  /**
   * Go with each notice, for programs to read: https://cloud.google.com/monitoring/alerts/labels.
   * @default - those of the stack alone
   */
  readonly userLabels?: Readonly<Record<string, string>>;
}

/** https://cloud.google.com/monitoring/quotas */
const MOST_CONDITIONS = 6;
const MOST_CHANNELS = 16;
/** https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.alertPolicies: `userLabels` */
const LABEL_KEY = /^[a-z][a-z0-9_-]{0,62}$/;
const LABEL_VALUE = /^[a-z0-9_-]{0,63}$/;

/** An alert policy of Cloud Monitoring, which says what it means and what to do first. */
export class AlertPolicy extends Construct {
  constructor(scope: Construct, id: string, props: AlertPolicyProps) {
    super(scope, id);
    const { conditions, notify, autoCloseSeconds = 86_400, userLabels = {} } = props;
    const channels = [...('nobody' in notify ? [] : notify), ...(props.programs ?? [])];
    const wrongLabels = Object.entries(userLabels).filter(
      ([key, value]) => !LABEL_KEY.test(key) || !LABEL_VALUE.test(value),
    );
    validate(this, [
      {
        broken: conditions.length === 0 || conditions.length > MOST_CONDITIONS,
        problem: `an alert policy has 1 to ${MOST_CONDITIONS} conditions, given ${conditions.length}`,
      },
      {
        // https://cloud.google.com/monitoring/promql/create-promql-alerts
        broken: conditions.length > 1 && conditions.some((one) => one.conditionPrometheusQueryLanguage !== undefined),
        problem: `a condition in PromQL is the only one of its alert policy, given ${conditions.length}: join queries with "or"`,
      },
      {
        broken: !('nobody' in notify) && notify.length === 0,
        problem: "no notification channel is given: name one, or say { nobody: 'the reason' }",
      },
      {
        broken: channels.length > MOST_CHANNELS,
        problem: `an alert policy takes at most ${MOST_CHANNELS} notification channels: use a group address`,
      },
      {
        broken: !(autoCloseSeconds >= 1_800 && autoCloseSeconds <= 604_800),
        problem: `autoCloseSeconds ${autoCloseSeconds} is not valid: 1800 (half an hour) to 604800 (a week)`,
      },
      {
        broken: wrongLabels.length > 0,
        problem: `user labels ${wrongLabels.map((label) => label.join(': ')).join(', ')} are not valid: up to 63 lower-case letters, digits, hyphens and underscores, keys starting with a letter`,
      },
    ]);
    new MonitoringAlertPolicy(this, 'Resource', {
      project: props.project,
      displayName: props.displayName,
      severity: props.severity,
      combiner: props.combiner ?? 'OR',
      conditions: [...conditions],
      documentation: { mimeType: 'text/markdown', content: markdown(props) },
      alertStrategy: {
        autoClose: `${autoCloseSeconds}s`,
        notificationPrompts: (props.notifyWhenClosed ?? true) ? undefined : ['OPENED'],
      },
      notificationChannels: channels.length === 0 ? undefined : channels.map(({ channelName }) => channelName),
      userLabels: props.userLabels,
    });
  }
}

function markdown({ documentation: { means, firstSteps }, notify }: AlertPolicyProps): string {
  const steps = firstSteps.map((step, index) => `${index + 1}. ${step}`);
  const silence = 'nobody' in notify ? ['', `Nobody is notified: ${notify.nobody}`] : [];
  return [means, '', '**First steps**', '', ...steps, ...silence].join('\n');
}
