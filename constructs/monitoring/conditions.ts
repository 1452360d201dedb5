import { type MonitoringAlertPolicyConditions } from '@cdktf/provider-google/lib/monitoring-alert-policy';

/** One thing that an alert policy watches. */
export type AlertCondition = MonitoringAlertPolicyConditions;

/** A metric, reduced to one series per group. */
export interface Series {
  /** https://cloud.google.com/monitoring/api/v3/filters */
  readonly filter: string;
  /** How the points of one series in a period become one, such as `ALIGN_RATE`. */
  readonly align: string;
  /** How the series of a group become one, such as `REDUCE_SUM`. */
  readonly reduce: string;
  /** Labels that make a group, such as `resource.label.endpoint_id`. */
  readonly groupBy: readonly string[];
  /**
   * Seconds of one period: at least 60.
   * @default 300
   */
  readonly period?: number;
}

/** A limit that a value stays beyond for some time. */
export interface Limit {
  /** Seconds, a multiple of 60. */
  readonly forSeconds: number;
  readonly above?: number;
  readonly below?: number;
}

const seconds = (value: number): string => `${value}s`;

const aggregations = (series: Series) => [
  {
    alignmentPeriod: seconds(series.period ?? 300),
    perSeriesAligner: series.align,
    crossSeriesReducer: series.reduce,
    groupByFields: [...series.groupBy],
  },
];

// Google takes "greater than" and "less than" alone, whatever else the list of comparisons holds.
const compare = ({ above, below, forSeconds }: Limit) => ({
  comparison: above === undefined ? 'COMPARISON_LT' : 'COMPARISON_GT',
  thresholdValue: above ?? below,
  duration: seconds(forSeconds),
  trigger: { count: 1 },
});

/** The value of a series is beyond a limit. */
export const beyond = (displayName: string, series: Series, limit: Limit): AlertCondition => ({
  displayName,
  conditionThreshold: { filter: series.filter, aggregations: aggregations(series), ...compare(limit) },
});

/** The quotient of two series is beyond a limit. Both are grouped alike. */
export const ratioBeyond = (displayName: string, part: Series, whole: Series, limit: Limit): AlertCondition => ({
  displayName,
  conditionThreshold: {
    filter: part.filter,
    aggregations: aggregations(part),
    denominatorFilter: whole.filter,
    denominatorAggregations: aggregations(whole),
    ...compare(limit),
  },
});

/** A series that was there has had no point for some time. One that never was does not count. */
export const absent = (displayName: string, series: Series, forSeconds: number): AlertCondition => ({
  displayName,
  conditionAbsent: {
    filter: series.filter,
    aggregations: aggregations(series),
    duration: seconds(forSeconds),
    trigger: { count: 1 },
  },
});

/** A PromQL query has a result for some time. */
export const queryMatches = (displayName: string, query: string, forSeconds: number): AlertCondition => ({
  displayName,
  conditionPrometheusQueryLanguage: {
    query,
    duration: seconds(forSeconds),
    evaluationInterval: '60s',
    // A new project has no such series yet, and Google would refuse the policy.
    disableMetricValidation: true,
  },
});
