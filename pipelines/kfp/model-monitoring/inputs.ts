import { double, integer, string, struct } from '../../ir';
import { dataInputs, environmentInputs, labelInputs, notifyInputs, registryInputs, sliceInputs } from '../inputs';

/** Which rows were served. */
const servedInputs = {
  request_log: string({
    default: '',
    description: "The endpoint's request-response log, bq://PROJECT.DATASET.TABLE or a file with its columns.",
  }),
  deployed_model_id: string({ default: '', description: 'Watches one deployed model of the log; all when empty.' }),
  source: string({
    default: dataInputs.source.default,
    description: 'Without log: served rows, a .csv, .csv.gz, .jsonl or .parquet file.',
  }),
  previous_source: string({
    default: '',
    description: 'Served rows of the window before, when `source` holds one window alone.',
  }),
  row_filter: dataInputs.row_filter,
  month: integer({
    default: 7,
    description: 'Month of `source` to watch, 1 to 12 or YYYYMM; 0 when it has no months.',
  }),
  month_column: dataInputs.month_column,
  time_column: string({ default: '', description: 'Column of `source` with times, when it has no months.' }),
  window_end: string({
    default: '',
    description: 'End of the window, such as 2026-11-01T00:00:00Z; the last full one when empty.',
  }),
  window_hours: integer({ default: 24, description: 'Length of a window; 24 begins at midnight UTC, 168 on Monday.' }),
};

/** What they are compared with. */
const baselineInputs = {
  baseline: string({
    default: '',
    description: 'Training rows to measure skew from; when empty the statistics that the champion carries.',
  }),
  baseline_month: integer({ default: 0, description: 'Last month of `baseline` that is read; 0 reads all.' }),
  baseline_window_months: integer({ default: 0, description: 'Months before it that are read as well.' }),
};

/** What is too far. */
const limitInputs = {
  measure: string({
    default: 'jensen-shannon',
    description: 'What a distance is: `jensen-shannon` divergence to the base 2, or `l-infinity`.',
  }),
  skew_threshold: double({ default: 0.3, description: 'Largest distance from training that is no skew, 0 to 1.' }),
  drift_threshold: double({
    default: 0.3,
    description: 'Largest distance from the window before that is no drift, 0 to 1.',
  }),
  thresholds: struct({ default: {}, description: 'Thresholds of single features, for both: {"tenure": 0.1}.' }),
  score_threshold: double({
    default: 0.1,
    description: 'Largest distance of score and label from training, 0 to 1.',
  }),
  min_rows: integer({ default: 1, description: 'Windows with fewer rows are not judged.' }),
  windows: integer({ default: 3, description: 'Last windows that the alarm looks at.' }),
  violations: integer({ default: 2, description: 'Windows among them that must be too far to raise it.' }),
};

/** Where it is written. */
const recordInputs = {
  ...environmentInputs,
  windows_table: string({
    default: '',
    description: 'BigQuery table that keeps the windows, PROJECT.DATASET.TABLE; needed with a project.',
  }),
};

/** Inputs of model-monitoring. */
export const inputs = {
  ...servedInputs,
  ...labelInputs,
  ...baselineInputs,
  ...limitInputs,
  ...sliceInputs,
  ...recordInputs,
  ...registryInputs,
  ...notifyInputs,
};
