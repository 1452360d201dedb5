import { type Construct } from 'constructs';
import { METRIC_RESOURCE, METRICS } from '../../runs/metrics';
import { ALERT_LABELS } from '../../runs/triggers/alert';
import { Capability } from '../core/capability';
import { type Environment } from '../core/environment';
import { validate } from '../core/errors';
import { AlertPolicy } from '../monitoring/alert-policy';
import { type AlertCondition, queryMatches } from '../monitoring/conditions';
import { type Notify } from '../monitoring/notification-channel';
import { promqlSeries } from '../monitoring/promql';
import { PubSubChannel } from '../monitoring/pubsub-channel';
import { type ITopic } from '../pubsub/topic';
import { driftGuide } from './drift-guide';
import { MODEL_MONITORING } from './model-monitoring-info';

export interface ModelMonitoringAlertProps {
  /** Where it is built, under which names, and how protected. */
  readonly environment: Environment;
  /** The model's key in the config. */
  readonly model: string;
  /** Latest windows that are looked at, 1 to 100. The pipeline counts, and has to be told the same. */
  readonly windows: number;
  /** So many of them with an alarm raise the alert: 1 to `windows`. */
  readonly violations: number;
  /** Who hears of it. Nobody is `{ nobody: 'the reason' }`; a training is asked for all the same. */
  readonly notify: Notify;
  /**
   * Topic of requests for runs: the alert asks there for a training. Cloud Monitoring's agent has to be let publish.
   * @default - it does not ask
   */
  readonly retrain?: ITopic;
}

/** How long a point counts: time to be written and seen, and less than any two runs are apart. */
const LOOK_BACK = '10m';
/** The least that Google takes. */
const AUTO_CLOSE_SECONDS = 1_800;

/**
 * The alert on data that moved away from a model: k of the last n windows with an alarm.
 *
 * A window is a point, and points are hours or days apart. The pipeline counts windows, as an alert looks back 25 hours at
 * most. A point opens an incident, at once (no retest) and one for skew and drift together; minutes later it is out of
 * sight, and half an hour after that, at the latest, the incident closes by itself, without a notice. So each window that
 * makes it k or more is told once, and the next one is told again. Asked by PromQL, whose conditions alone may name a
 * metric before its first point: others are refused until ten minutes after the metric was made.
 *
 * @see https://cloud.google.com/monitoring/alerts/concepts-indepth
 * @see https://cloud.google.com/monitoring/alerts/using-promql
 */
export class ModelMonitoringAlert extends Capability {
  /** @throws ValidationError unless 1 <= violations <= windows <= 100 */
  constructor(scope: Construct, id: string, props: ModelMonitoringAlertProps) {
    super(scope, id, MODEL_MONITORING);
    const { environment, model, windows, violations, retrain } = props;
    const whole = Number.isInteger(windows) && Number.isInteger(violations);
    validate(this, [
      {
        broken: !(whole && violations >= 1 && violations <= windows && windows <= 100),
        problem: `${violations} violations of ${windows} windows are not valid: whole numbers, 1 <= violations <= windows <= 100`,
      },
    ]);
    new AlertPolicy(this, 'Policy', {
      project: environment.project,
      displayName: environment.naming.displayName('drift', model),
      // Answers still come: nobody is woken by it.
      severity: environment.stage === 'production' ? 'ERROR' : 'WARNING',
      conditions: [condition(props)],
      documentation: driftGuide(props),
      notify: props.notify,
      programs: retrain && [this.channel(environment, model, retrain)],
      autoCloseSeconds: AUTO_CLOSE_SECONDS,
      notifyWhenClosed: false,
      userLabels: { [ALERT_LABELS.model]: model, [ALERT_LABELS.purpose]: 'training' },
    });
  }

  private channel({ project, naming }: Environment, model: string, topic: ITopic): PubSubChannel {
    return new PubSubChannel(this, 'Retrain', { project, displayName: naming.displayName('retrain', model), topic });
  }
}

function condition({ environment, model, windows, violations }: ModelMonitoringAlertProps): AlertCondition {
  const labels = { monitored_resource: METRIC_RESOURCE, model, environment: environment.name };
  const violated = `max(max_over_time(${promqlSeries(METRICS.violatedWindows, labels)}[${LOOK_BACK}]))`;
  return queryMatches(`Alarm in ${violations} of the last ${windows} windows`, `${violated} >= ${violations}`, 0);
}
