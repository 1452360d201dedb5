import { type Construct } from 'constructs';
import { Capability } from '../core/capability';
import { type Environment, type Stage } from '../core/environment';
import { validate } from '../core/errors';
import { AlertPolicy, type AlertPolicyProps, type Severity } from '../monitoring/alert-policy';
import { rounded } from '../monitoring/numbers';
import { type Notify } from '../monitoring/notification-channel';
import { UptimeCheck } from '../monitoring/uptime-check';
import { type Endpoint } from '../vertex-ai/endpoint';
import { vcpusOf } from '../vertex-ai/machine-type';
import { errorConditions, latencyConditions, saturationConditions, servingConditions } from './model-alert-conditions';
import { errorGuide, latencyGuide, saturationGuide, servingGuide } from './model-alert-guides';
import { SERVICE_MONITORING } from './service-monitoring-info';

export interface ModelAlertsProps {
  /** Where it is built, under which names, and how protected. */
  readonly environment: Environment;
  /** The model's key in the config. */
  readonly model: string;
  /** The endpoint that is watched. */
  readonly endpoint: Endpoint;
  /** Machine type that the model is deployed on: the CPU metric adds up over its vCPUs. */
  readonly machine: string;
  /** Most replicas that the model is deployed on. */
  readonly mostReplicas: number;
  /**
   * 95th percentile of latency, in milliseconds, that predictions stay under.
   * @default 1000
   */
  readonly latencyP95Ms?: number;
  /**
   * Share of requests that may fail, between 0 and 1.
   * @default 0.05
   */
  readonly errorRatio?: number;
  /**
   * Share of the CPUs that may be busy when there are no more replicas to add, above 0 and at most 1.
   * @default 0.8
   */
  readonly saturation?: number;
  /** Who hears of it. Nobody is `{ nobody: 'the reason' }`; incidents then show in the console alone. */
  readonly notify: Notify;
  /**
   * Ask the endpoint's public host every five minutes from outside, without credentials: any answer below 500 shows
   * that name, certificate and front door work, not that the model does. Off, as a project holds 100 such checks and
   * the host answers only once a model has been deployed. A private endpoint cannot be asked from outside.
   * @default false
   */
  readonly frontDoorCheck?: boolean;
}

type Kind = 'latency' | 'errors' | 'saturation' | 'serving';

/** Incidents outside of production can wait: nobody's customers are affected. */
const SEVERITY: Readonly<Record<Kind, Severity>> = {
  serving: 'CRITICAL',
  errors: 'CRITICAL',
  latency: 'ERROR',
  saturation: 'WARNING',
};
const severityOf = (kind: Kind, stage: Stage): Severity => (stage === 'production' ? SEVERITY[kind] : 'WARNING');

/**
 * The alerts of one model: slow, failing, saturated, not serving.
 *
 * That a model serves is told from inside, by its replicas. An uptime check cannot tell: it has no OAuth token that
 * Vertex AI takes, so what answers it is the front door, which refuses it.
 */
export class ModelAlerts extends Capability {
  private readonly props: ModelAlertsProps;

  constructor(scope: Construct, id: string, props: ModelAlertsProps) {
    super(scope, id, SERVICE_MONITORING);
    this.props = props;
    const { latencyP95Ms = 1000, errorRatio = 0.05, saturation = 0.8, mostReplicas } = props;
    const vcpus = this.validated({ latencyP95Ms, errorRatio, saturation });
    const watched = { endpointId: props.endpoint.endpointId, private: props.endpoint.host === undefined };
    this.policy('Latency', 'latency', latencyConditions(watched, latencyP95Ms), latencyGuide(latencyP95Ms));
    this.policy('Errors', 'errors', errorConditions(watched, errorRatio), errorGuide(errorRatio));
    const busy = saturationConditions(watched, { cpu: rounded(saturation * vcpus), replicas: mostReplicas });
    this.policy('Saturation', 'saturation', busy, saturationGuide(saturation, mostReplicas), 'AND');
    this.policy('Serving', 'serving', [...servingConditions(watched), ...this.frontDoor()], servingGuide());
  }

  private policy(
    id: string,
    kind: Kind,
    conditions: AlertPolicyProps['conditions'],
    documentation: AlertPolicyProps['documentation'],
    combiner?: AlertPolicyProps['combiner'],
  ): void {
    const { environment, model, notify } = this.props;
    new AlertPolicy(this, id, {
      project: environment.project,
      displayName: environment.naming.displayName(kind, model),
      severity: severityOf(kind, environment.stage),
      conditions,
      combiner,
      documentation,
      notify,
    });
  }

  private frontDoor(): AlertPolicyProps['conditions'] {
    const { environment, model, endpoint, frontDoorCheck } = this.props;
    if (!frontDoorCheck || !endpoint.host) return [];
    const check = new UptimeCheck(this, 'FrontDoor', {
      project: environment.project,
      displayName: environment.naming.displayName('front door', model),
      host: endpoint.host,
      path: endpoint.predictPath,
      acceptedClasses: [2, 3, 4],
    });
    return [check.failing('The public host does not answer')];
  }

  /** Returns the vCPUs of the machine. */
  private validated(limits: { latencyP95Ms: number; errorRatio: number; saturation: number }): number {
    const { machine, endpoint, frontDoorCheck } = this.props;
    const vcpus = vcpusOf(machine);
    validate(this, [
      { broken: !(limits.latencyP95Ms > 0), problem: `latencyP95Ms ${limits.latencyP95Ms} is not valid: above 0` },
      {
        broken: !(limits.errorRatio > 0 && limits.errorRatio < 1),
        problem: `errorRatio ${limits.errorRatio} is not valid: between 0 and 1`,
      },
      {
        broken: !(limits.saturation > 0 && limits.saturation <= 1),
        problem: `saturation ${limits.saturation} is not valid: above 0 and at most 1`,
      },
      {
        broken: vcpus === undefined,
        problem: `machine "${machine}" is not known: its number of vCPUs is needed, as n1-standard-4 tells it`,
      },
      {
        broken: frontDoorCheck === true && endpoint.host === undefined,
        problem: 'frontDoorCheck cannot reach a private endpoint: leave it out, the replicas are watched anyway',
      },
    ]);
    return vcpus ?? 1;
  }
}
