import { Construct } from 'constructs';
import { Token } from 'cdktf';
import { MonitoringUptimeCheckConfig } from '@cdktf/provider-google/lib/monitoring-uptime-check-config';
import { validate } from '../core/errors';
import { type AlertCondition, beyond } from './conditions';

export interface UptimeCheckProps {
  /** Google Cloud project id. */
  readonly project: string;
  /** What the console calls it. */
  readonly displayName: string;
  /** Host that answers on the public internet. Changing it replaces the check. */
  readonly host: string;
  /** Path, starting with `/`. */
  readonly path: string;
  /**
   * Classes of answers that count as up.
   * @default [2]
   */
  readonly acceptedClasses?: readonly (1 | 2 | 3 | 4 | 5)[];
  /**
   * Seconds between two checks from one place: 60, 300, 600 or 900.
   * @default 300
   */
  readonly period?: number;
}

/**
 * Asks a public HTTPS address from several places of the world. A project holds 100 of them
 * (https://cloud.google.com/monitoring/quotas).
 */
export class UptimeCheck extends Construct {
  readonly checkId: string;

  constructor(scope: Construct, id: string, props: UptimeCheckProps) {
    super(scope, id);
    const { period = 300, path, acceptedClasses = [2] } = props;
    validate(this, [
      {
        broken: ![60, 300, 600, 900].includes(period),
        problem: `period ${period} is not valid: 60, 300, 600 or 900 seconds`,
      },
      {
        broken: !Token.isUnresolved(path) && !path.startsWith('/'),
        problem: `path "${path}" is not valid: it starts with "/"`,
      },
    ]);
    const check = new MonitoringUptimeCheckConfig(this, 'Resource', {
      project: props.project,
      displayName: props.displayName,
      period: `${period}s`,
      timeout: '10s',
      monitoredResource: { type: 'uptime_url', labels: { project_id: props.project, host: props.host } },
      httpCheck: {
        path,
        port: 443,
        useSsl: true,
        validateSsl: true,
        acceptedResponseStatusCodes: acceptedClasses.map((status) => ({ statusClass: `STATUS_CLASS_${status}XX` })),
      },
    });
    this.checkId = check.uptimeCheckId;
  }

  /** The check fails from two places or more, for ten minutes. */
  failing(displayName: string): AlertCondition {
    const filter = [
      'resource.type = "uptime_url"',
      'metric.type = "monitoring.googleapis.com/uptime_check/check_passed"',
      `metric.label.check_id = "${this.checkId}"`,
    ].join(' AND ');
    const failures = { filter, align: 'ALIGN_NEXT_OLDER', reduce: 'REDUCE_COUNT_FALSE', groupBy: [], period: 1200 };
    return beyond(displayName, failures, { above: 1, forSeconds: 600 });
  }
}
