import { Construct } from 'constructs';
import { MonitoringMetricDescriptor } from '@cdktf/provider-google/lib/monitoring-metric-descriptor';
import { validate } from '../core/errors';

export interface MetricDescriptorProps {
  /** Google Cloud project id. Changing it replaces the metric. */
  readonly project: string;
  /** `custom.googleapis.com/PATH`. Changing it replaces the metric. */
  readonly type: string;
  /** What charts call it. */
  readonly displayName: string;
  /** What a value says. */
  readonly description: string;
  /**
   * A value as it is now, or as it has changed since the point before, or since a start. Changing it replaces the metric.
   * @default 'GAUGE'
   */
  readonly kind?: 'GAUGE' | 'DELTA' | 'CUMULATIVE';
  /** Changing it replaces the metric. */
  readonly valueType: 'BOOL' | 'INT64' | 'DOUBLE' | 'DISTRIBUTION';
  /**
   * A unit of https://unitsofmeasure.org/ucum.html, such as `s`, `By` or `{window}`.
   * @default '1'
   */
  readonly unit?: string;
  /** What each label of a series tells, by its key. Changing it replaces the metric. */
  readonly labels: Readonly<Record<string, string>>;
  /**
   * Refuse to destroy or replace the metric while it is declared: its points go with it.
   * @default true
   */
  readonly protect?: boolean;
}

/** https://cloud.google.com/monitoring/custom-metrics/creating-metrics#descriptor */
const TYPE = /^custom\.googleapis\.com\/[A-Za-z0-9_/]{1,100}$/;
const LABEL = /^[A-Za-z][A-Za-z0-9_]{0,99}$/;
/** https://cloud.google.com/monitoring/quotas#custom_metrics_quotas */
const MOST_LABELS = 30;

/**
 * A metric of the project's own: kind, unit, and what it tells. Cloud Monitoring would make it at the first point, without
 * unit and description. There is one in a project, whoever declares it.
 */
export class MetricDescriptor extends Construct {
  /** `custom.googleapis.com/PATH` */
  readonly type: string;

  constructor(scope: Construct, id: string, props: MetricDescriptorProps) {
    super(scope, id);
    const labels = Object.entries(props.labels);
    const wrong = labels.map(([key]) => key).filter((key) => !LABEL.test(key));
    validate(this, [
      {
        broken: !TYPE.test(props.type),
        problem: `metric type "${props.type}" is not valid: custom.googleapis.com/ and up to 100 letters, digits, underscores and slashes`,
      },
      {
        broken: wrong.length > 0,
        problem: `metric labels ${wrong.join(', ')} are not valid: letters, digits and underscores, starting with a letter`,
      },
      {
        broken: labels.length > MOST_LABELS,
        problem: `a metric has at most ${MOST_LABELS} labels, given ${labels.length}`,
      },
    ]);
    const metric = new MonitoringMetricDescriptor(this, 'Resource', {
      project: props.project,
      type: props.type,
      displayName: props.displayName,
      description: props.description,
      metricKind: props.kind ?? 'GAUGE',
      valueType: props.valueType,
      unit: props.unit ?? '1',
      labels: labels.map(([key, description]) => ({ key, valueType: 'STRING', description })),
      lifecycle: (props.protect ?? true) ? { preventDestroy: true } : undefined,
    });
    this.type = metric.type;
  }
}
