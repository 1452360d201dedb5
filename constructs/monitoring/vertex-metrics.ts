/**
 * Metrics of online prediction, by their full names: https://cloud.google.com/monitoring/api/metrics_gcp_a_b#gcp-aiplatform.
 * All are on the resource `aiplatform.googleapis.com/Endpoint` and labelled with `deployed_model_id`.
 */
export const PREDICTION_METRICS = {
  /** Predictions; a request may hold several. Count in a period. */
  predictions: 'aiplatform.googleapis.com/prediction/online/prediction_count',
  /** Responses, by `response_code`. Count in a period. */
  responses: 'aiplatform.googleapis.com/prediction/online/response_count',
  /** Distribution in milliseconds, by `latency_type`: total, model, overhead. */
  latencies: 'aiplatform.googleapis.com/prediction/online/prediction_latencies',
  replicas: 'aiplatform.googleapis.com/prediction/online/replicas',
  targetReplicas: 'aiplatform.googleapis.com/prediction/online/target_replicas',
  /** Sum over the vCPUs of a replica, so up to their number: 4.0 on `n1-standard-4`. */
  cpu: 'aiplatform.googleapis.com/prediction/online/cpu/utilization',
  /** Share of time in which the accelerators were busy, 0 to 1. */
  accelerator: 'aiplatform.googleapis.com/prediction/online/accelerator/duty_cycle',
  /** As `latencies` and `responses`, as some private endpoints report them; `response_code` is a number there. */
  privateLatencies: 'aiplatform.googleapis.com/prediction/online/private/prediction_latencies',
  privateResponses: 'aiplatform.googleapis.com/prediction/online/private/response_count',
} as const;

export type PredictionMetric = keyof typeof PREDICTION_METRICS;

/** The filter of a prediction metric, with more terms if need be: `metric.label.latency_type = "total"`. */
export const predictionFilter = (metric: PredictionMetric, ...terms: readonly string[]): string =>
  [
    'resource.type = "aiplatform.googleapis.com/Endpoint"',
    `metric.type = "${PREDICTION_METRICS[metric]}"`,
    ...terms,
  ].join(' AND ');

/** Restricts a filter to one endpoint. */
export const ofEndpoint = (endpointId: string): string => `resource.label.endpoint_id = "${endpointId}"`;
