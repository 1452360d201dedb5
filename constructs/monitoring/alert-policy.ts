import { Construct } from 'constructs';
import { MonitoringAlertPolicy } from '@cdktf/provider-google/lib/monitoring-alert-policy';
import { validate } from '../core/errors';
import { type AlertCondition } from './conditions';
import { type Notify } from './notification-channel';

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
  /** What is watched. */
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
}

/** An incident that nothing confirms any more is closed after this long; half an hour is the least. */
const AUTO_CLOSE = '86400s';
/** https://cloud.google.com/monitoring/quotas */
const MOST_CONDITIONS = 6;
const MOST_CHANNELS = 16;

/** An alert policy of Cloud Monitoring, which says what it means and what to do first. */
export class AlertPolicy extends Construct {
  constructor(scope: Construct, id: string, props: AlertPolicyProps) {
    super(scope, id);
    const { conditions, notify } = props;
    validate(this, [
      {
        broken: conditions.length === 0 || conditions.length > MOST_CONDITIONS,
        problem: `an alert policy has 1 to ${MOST_CONDITIONS} conditions, given ${conditions.length}`,
      },
      {
        broken: !('nobody' in notify) && notify.length === 0,
        problem: "no notification channel is given: name one, or say { nobody: 'the reason' }",
      },
      {
        broken: !('nobody' in notify) && notify.length > MOST_CHANNELS,
        problem: `an alert policy takes at most ${MOST_CHANNELS} notification channels: use a group address`,
      },
    ]);
    new MonitoringAlertPolicy(this, 'Resource', {
      project: props.project,
      displayName: props.displayName,
      severity: props.severity,
      combiner: props.combiner ?? 'OR',
      conditions: [...conditions],
      documentation: { mimeType: 'text/markdown', content: markdown(props) },
      alertStrategy: { autoClose: AUTO_CLOSE },
      notificationChannels: 'nobody' in notify ? undefined : notify.map((channel) => channel.channelName),
    });
  }
}

function markdown({ documentation: { means, firstSteps }, notify }: AlertPolicyProps): string {
  const steps = firstSteps.map((step, index) => `${index + 1}. ${step}`);
  const silence = 'nobody' in notify ? ['', `Nobody is notified: ${notify.nobody}`] : [];
  return [means, '', '**First steps**', '', ...steps, ...silence].join('\n');
}
