import { type DashboardSection } from '../monitoring/dashboard';
import { type Series } from '../monitoring/conditions';
import { type PredictionMetric, predictionFilter } from '../monitoring/vertex-metrics';
import { lineChart, stackedChart, type Widget } from '../monitoring/widgets';
import { ALLOCATION_SHARE, RATE_SHARE } from './quota-alert';

/** By name for the reader; endpoints are named after their models. */
const BY_ENDPOINT = ['metric.label.endpoint_display_name'];
/** Metrics of replicas do not carry the name. */
const BY_ENDPOINT_ID = ['resource.label.endpoint_id'];

const series = (metric: PredictionMetric, align: string, reduce: string, groupBy: string[], ...terms: string[]) =>
  ({ filter: predictionFilter(metric, ...terms), align, reduce, groupBy, period: 60 }) satisfies Series;

const total = 'metric.label.latency_type = "total"';
const failed = 'metric.label.response_code = monitoring.regex.full_match("[45].*")';
const rate = (metric: PredictionMetric, groupBy: string[], ...terms: string[]) =>
  series(metric, 'ALIGN_RATE', 'REDUCE_SUM', groupBy, ...terms);

function latency(percentile: 50 | 95 | 99): Widget {
  const slowest = series('latencies', `ALIGN_PERCENTILE_${percentile}`, 'REDUCE_MAX', BY_ENDPOINT, total);
  return lineChart(`Latency p${percentile}`, 'ms', [{ series: slowest }]);
}

/** What the dashboard of an environment shows, of all its models. */
export const SERVING_SECTIONS: readonly DashboardSection[] = [
  {
    title: 'Traffic and errors',
    widgets: [
      stackedChart('Predictions per second', '1/s', [{ series: rate('predictions', BY_ENDPOINT) }]),
      stackedChart('Responses per second by code', '1/s', [
        { series: rate('responses', ['metric.label.response_code']) },
      ]),
      lineChart('Failed share of requests', 'share', [
        { part: rate('responses', BY_ENDPOINT, failed), whole: rate('responses', BY_ENDPOINT) },
      ]),
    ],
  },
  { title: 'Latency', widgets: [latency(50), latency(95), latency(99)] },
  {
    title: 'Replicas',
    widgets: [
      lineChart('Replicas', 'replicas', [{ series: series('replicas', 'ALIGN_MAX', 'REDUCE_SUM', BY_ENDPOINT) }]),
      lineChart('Replicas wanted', 'replicas', [
        { series: series('targetReplicas', 'ALIGN_MAX', 'REDUCE_SUM', BY_ENDPOINT) },
      ]),
      lineChart('CPU per replica', 'vCPUs', [{ series: series('cpu', 'ALIGN_MEAN', 'REDUCE_MEAN', BY_ENDPOINT_ID) }]),
      lineChart('GPU and TPU busy share', 'share', [
        { series: series('accelerator', 'ALIGN_MEAN', 'REDUCE_MEAN', BY_ENDPOINT_ID) },
      ]),
    ],
  },
  {
    title: 'Vertex AI quota',
    widgets: [
      lineChart('Allocation quotas, share of the limit', 'share', [{ promql: `topk(10, ${ALLOCATION_SHARE})` }]),
      lineChart('Rate quotas, share of the limit', 'share', [{ promql: `topk(10, ${RATE_SHARE})` }]),
    ],
  },
];
