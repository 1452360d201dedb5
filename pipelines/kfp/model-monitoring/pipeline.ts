import { type ArtifactRef, double, integer, pipeline, type RefsFor, type Scope } from '../../ir';
import { batchPredict, evaluate, findChampion, ingest, monitor, notify } from '../components';
import { dataInputs, notifyInputs, registryInputs } from '../inputs';
import { FRESH, MODEL } from '../task-options';

const inputs = {
  source: dataInputs.source,
  month: integer({ default: 7, description: 'Month to watch, 1 to 12.' }),
  baseline_month: integer({ default: 3, description: 'Last month that the champion was trained on.' }),
  baseline_window_months: integer({ default: 2, description: 'Months before it that it was trained on as well.' }),
  feature_threshold: double({ default: 0.1, description: 'Largest distance of a feature that is no drift, 0 to 1.' }),
  score_threshold: double({ default: 0.1, description: 'Largest distance of score and label, 0 to 1.' }),
  ...registryInputs,
  ...notifyInputs,
};
type Inputs = RefsFor<typeof inputs>;

/** Compares a month with the data that the champion was trained on: its features, its scores, and how good it still is. */
export const modelMonitoring = pipeline(
  'model-monitoring',
  { description: "Measures skew and drift of features and scores, and the champion's quality on recent rows", inputs },
  (p) => {
    const { topic, webhook } = p.inputs;
    const told = { pipeline: 'model-monitoring', topic, webhook };
    return p.exitHandler('notify', notify, told, (b) => watch(b, p.inputs), FRESH).outputs;
  },
);

function watch(p: Scope, given: Inputs) {
  const { source, month, baseline_month, baseline_window_months, model_name, registry, project, location } = given;
  const { champion } = p.task(
    'find-champion',
    findChampion,
    { model_name, registry, project, location },
    FRESH,
  ).outputs;
  const before = { source, month: baseline_month, window_months: baseline_window_months };
  const baseline = p.task('ingest-baseline', ingest, before, FRESH).outputs.dataset;
  const current = p.task('ingest-current', ingest, { source, month }, FRESH).outputs.dataset;

  const { feature_threshold, score_threshold } = given;
  const features = p.task('watch-features', monitor, { baseline, current, kind: 'skew', threshold: feature_threshold });
  const scores = p.task('watch-scores', monitor, {
    baseline: scored(p, 'baseline', champion, baseline),
    current: scored(p, 'current', champion, current),
    kind: 'drift',
    threshold: score_threshold,
  });
  const quality = p.task('evaluate', evaluate, { model: champion, dataset: current }, MODEL);
  return {
    feature_alarm: features.outputs.alarm,
    drifted_features: features.outputs.drifted_features,
    score_alarm: scores.outputs.alarm,
    auc: quality.outputs.auc,
    log_loss: quality.outputs.log_loss,
  };
}

/** Score, prediction and label, without the features. */
function scored(p: Scope, rows: string, model: ArtifactRef<'system.Model'>, dataset: ArtifactRef<'system.Dataset'>) {
  return p.task(`score-${rows}`, batchPredict, { model, dataset, keep_columns: ['late'] }, MODEL).outputs.predictions;
}
