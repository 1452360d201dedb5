/**
 * Metrics of model monitoring: the pipeline writes them, alerts and dashboards read them. A point belongs to the
 * monitored resource `global` and ends when it is written, as alerts look back over minutes only.
 */

/** Monitored resource type of every point. Its one label is `project_id`. */
export const METRIC_RESOURCE = 'global';

export const METRICS = {
  /** How far a feature's distribution in a window is from its baseline. GAUGE DOUBLE. */
  distance: 'custom.googleapis.com/mlops/monitoring/distance',
  /** How many of the last n windows had an alarm. GAUGE INT64. */
  violatedWindows: 'custom.googleapis.com/mlops/monitoring/violated_windows',
} as const;

/** Labels of each metric. `kind` is one of DISTANCE_KINDS. */
export const METRIC_LABELS = {
  distance: ['model', 'environment', 'feature', 'kind'],
  violatedWindows: ['model', 'environment', 'kind'],
} as const satisfies Record<keyof typeof METRICS, readonly string[]>;

/** Skew is the distance from the training data, drift from the window before. */
export const DISTANCE_KINDS = ['skew', 'drift'] as const;
