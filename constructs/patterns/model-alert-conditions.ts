import { absent, type AlertCondition, beyond, ratioBeyond, type Series } from '../monitoring/conditions';
import { ofEndpoint, type PredictionMetric, predictionFilter } from '../monitoring/vertex-metrics';

const PER_ENDPOINT = ['resource.label.endpoint_id'];
const TEN_MINUTES = 600;
const FIVE_MINUTES = 300;

/** The endpoint that conditions are about. Private ones may report traffic under names of its own, so both are watched. */
export interface WatchedEndpoint {
  readonly endpointId: string;
  readonly private: boolean;
}

const series = (
  { endpointId }: WatchedEndpoint,
  metric: PredictionMetric,
  align: string,
  reduce: string,
  ...terms: string[]
) =>
  ({
    filter: predictionFilter(metric, ofEndpoint(endpointId), ...terms),
    align,
    reduce,
    groupBy: PER_ENDPOINT,
  }) satisfies Series;

/** The slowest deployed model counts: a canary that is slow shows, however little traffic it gets. */
export function latencyConditions(endpoint: WatchedEndpoint, milliseconds: number): AlertCondition[] {
  const limit = { above: milliseconds, forSeconds: FIVE_MINUTES };
  const slowest = (metric: PredictionMetric, ...terms: string[]) =>
    series(endpoint, metric, 'ALIGN_PERCENTILE_95', 'REDUCE_MAX', ...terms);
  const text = `Latency p95 above ${milliseconds} ms`;
  const total = beyond(text, slowest('latencies', 'metric.label.latency_type = "total"'), limit);
  return endpoint.private ? [total, beyond(`${text} (private)`, slowest('privateLatencies'), limit)] : [total];
}

/** Responses 4xx and 5xx as a share of all. The label is a class (`5xx`) or a code (`503`), so both are taken. */
export function errorConditions(endpoint: WatchedEndpoint, ratio: number): AlertCondition[] {
  const limit = { above: ratio, forSeconds: FIVE_MINUTES };
  const sum = (metric: PredictionMetric, ...terms: string[]) =>
    series(endpoint, metric, 'ALIGN_RATE', 'REDUCE_SUM', ...terms);
  const failed = 'metric.label.response_code = monitoring.regex.full_match("[45].*")';
  const text = `Failed share of requests above ${ratio}`;
  const all = ratioBeyond(text, sum('responses', failed), sum('responses'), limit);
  if (!endpoint.private) return [all];
  const [privateFailed, privateAll] = [
    sum('privateResponses', 'metric.label.response_code >= 400'),
    sum('privateResponses'),
  ];
  return [all, ratioBeyond(`${text} (private)`, privateFailed, privateAll, limit)];
}

/** Busy CPUs alone only mean that replicas are being added; at the most replicas they mean that requests will wait. */
export function saturationConditions(
  endpoint: WatchedEndpoint,
  limits: { cpu: number; replicas: number },
): AlertCondition[] {
  const cpu = series(endpoint, 'cpu', 'ALIGN_MEAN', 'REDUCE_MEAN');
  const replicas = series(endpoint, 'replicas', 'ALIGN_MIN', 'REDUCE_MAX');
  return [
    beyond(`CPU above ${limits.cpu} vCPUs a replica`, cpu, { above: limits.cpu, forSeconds: TEN_MINUTES }),
    // Half a replica below the most, as there is no "at least".
    beyond(`${limits.replicas} replicas, the most`, replicas, {
      above: limits.replicas - 0.5,
      forSeconds: TEN_MINUTES,
    }),
  ];
}

/** No replica, or no word of any. Quiet until the first deployment: what never was cannot be absent. */
export function servingConditions(endpoint: WatchedEndpoint): AlertCondition[] {
  const replicas = series(endpoint, 'replicas', 'ALIGN_MAX', 'REDUCE_SUM');
  return [
    beyond('No replica serves', replicas, { below: 1, forSeconds: FIVE_MINUTES }),
    absent('Nothing is heard of replicas', replicas, TEN_MINUTES),
  ];
}
