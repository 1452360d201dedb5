import { type ArtifactRef, pipeline, type RefsFor, type Scope } from '../../ir';
import {
  batchPredict,
  evaluate,
  findBaseline,
  findChampion,
  ingest,
  monitor,
  notify,
  publishMonitoring,
  readServed,
} from '../components';
import { FRESH, MODEL } from '../task-options';
import { inputs } from './inputs';

type Inputs = RefsFor<typeof inputs>;

/** Compares what was served in a window with the champion's training data and with the window before, and keeps count. */
export const modelMonitoring = pipeline(
  'model-monitoring',
  {
    description: "Measures skew, drift and the champion's quality in a window of served rows, and counts alarms",
    inputs,
  },
  (p) => {
    const { topic, webhook } = p.inputs;
    const told = { pipeline: 'model-monitoring', topic, webhook };
    return p.exitHandler('notify', notify, told, (b) => watch(b, p.inputs), FRESH).outputs;
  },
);

function watch(p: Scope, given: Inputs) {
  const { model_name, registry, project, location } = given;
  const where = { model_name, registry, project, location };
  const { champion } = p.task('find-champion', findChampion, where, FRESH).outputs;
  const baseline = findTrainingData(p, given, champion);
  const served = readWindows(p, given);
  const features = watchFeatures(p, given, baseline, served);
  const outcomes = watchOutcomes(p, given, { champion, baseline, current: served.current });

  const { skew, drift } = features;
  const { environment, windows, violations, windows_table } = given;
  const found = { skew: skew.distances, drift: drift.distances, scores: outcomes.scores.distances };
  const about = { model_name, environment, window_end: served.window_end, windows, violations };
  const place = { windows_table, registry, project, job: '{{$.pipeline_job_name}}' };
  const published = p.task('publish', publishMonitoring, { ...found, ...about, ...place }, FRESH).outputs;
  return {
    alarm: published.alarm,
    violated_windows: published.violated_windows,
    violated_features: published.violated_features,
    window_end: served.window_end,
    rows: served.rows,
    skew_alarm: skew.alarm,
    skewed_features: skew.drifted_features,
    drift_alarm: drift.alarm,
    drifted_features: drift.drifted_features,
    score_alarm: outcomes.scores.alarm,
    auc: outcomes.quality.auc,
    log_loss: outcomes.quality.log_loss,
  };
}

/** The statistics of what the champion learnt from, or of the rows that are given instead. */
function findTrainingData(p: Scope, given: Inputs, champion: ArtifactRef<'system.Model'>) {
  const { baseline, baseline_month, baseline_window_months, month_column, label, positive_label, project } = given;
  const months = { month: baseline_month, window_months: baseline_window_months, month_column };
  const read = { source: baseline, source_may_be_empty: true, ...months, label, positive_label, project };
  const rows = p.task('ingest-baseline', ingest, read, FRESH).outputs.dataset;
  return p.task('find-baseline', findBaseline, { champion, rows, label }, MODEL).outputs;
}

/** The window's rows, and those of the window before. */
function readWindows(p: Scope, given: Inputs) {
  const { request_log, deployed_model_id, source, previous_source, row_filter, month, month_column } = given;
  const { time_column, window_end, window_hours, label, positive_label, project } = given;
  const from = { request_log, deployed_model_id, source, previous_source, row_filter, label, positive_label, project };
  const window = { month, month_column, time_column, window_end, window_hours };
  return p.task('read-served', readServed, { ...from, ...window }, FRESH).outputs;
}

/** Features against training, and against the window before. */
function watchFeatures(p: Scope, given: Inputs, baseline: Baseline, served: ReturnType<typeof readWindows>) {
  const { measure, thresholds, min_rows, skew_threshold, drift_threshold } = given;
  const shared = { current: served.current, columns: baseline.Output, measure, thresholds, min_rows };
  const skew = { statistics: baseline.features, kind: 'skew', threshold: skew_threshold };
  const drift = { baseline: served.previous, kind: 'drift', threshold: drift_threshold };
  return {
    skew: p.task('watch-skew', monitor, { ...shared, ...skew }).outputs,
    drift: p.task('watch-drift', monitor, { ...shared, ...drift }).outputs,
  };
}
type Baseline = ReturnType<typeof findTrainingData>;

interface Outcomes {
  readonly champion: ArtifactRef<'system.Model'>;
  readonly baseline: Baseline;
  readonly current: ArtifactRef<'system.Dataset'>;
}

/** Scores and label against training, and how good the champion still is; without model or labels nothing is judged. */
function watchOutcomes(p: Scope, given: Inputs, { champion, baseline, current }: Outcomes) {
  const { measure, min_rows, score_threshold, label, slice_columns } = given;
  const rows = { model: champion, dataset: current };
  const scoring = { ...rows, keep_columns: [label], scores_may_lack: true };
  const scored = p.task('score', batchPredict, scoring, MODEL).outputs.predictions;
  const limits = { kind: 'skew', measure, min_rows, threshold: score_threshold };
  const watched = p.task('watch-scores', monitor, { current: scored, statistics: baseline.outcomes, ...limits });
  const missing = { allow_missing_model: true, allow_missing_label: true };
  const quality = p.task('evaluate', evaluate, { ...rows, label, slice_columns, ...missing }, MODEL);
  return { scores: watched.outputs, quality: quality.outputs };
}
