import { double, integer, list, pipeline, type RefsFor, type Scope, string } from '../../ir';
import { batchPredict, findChampion, ingest, notify, validateData } from '../components';
import { dataInputs, notifyInputs, registryInputs, schemaInputs } from '../inputs';
import { FRESH, MODEL } from '../task-options';

const inputs = {
  ...dataInputs,
  month: integer({ default: 7, description: 'Month whose rows are scored, 1 to 12 or YYYYMM; 0 scores all.' }),
  ...schemaInputs,
  skew_threshold: double({
    default: 0.3,
    description: "Largest distance from the champion's training data that is no skew, 0 to 1.",
  }),
  ...registryInputs,
  alias: string({ default: 'champion', description: 'Alias of the version that predicts.' }),
  threshold: double({ default: 0.5, description: 'Score from which on the prediction is 1.' }),
  keep_columns: list({ default: [], description: 'Columns carried along with the score; all when empty.' }),
  ...notifyInputs,
};

/** Scores rows with the model version that is in service, after the rows have passed the same schema as in training. */
export const batchPrediction = pipeline(
  'batch-prediction',
  { description: 'Scores rows with the champion, once they have passed the schema', inputs },
  (p) => {
    const { topic, webhook } = p.inputs;
    const told = { pipeline: 'batch-prediction', topic, webhook };
    return p.exitHandler('notify', notify, told, (b) => predict(b, p.inputs), FRESH).outputs;
  },
);

function predict(p: Scope, given: RefsFor<typeof inputs>) {
  const { source, row_filter, month, month_column, schema, skew_threshold, threshold, keep_columns } = given;
  const { model_name, alias, registry, project, location } = given;
  const where = { model_name, alias, registry, project, location, required: true };
  const { champion, version } = p.task('find-champion', findChampion, where, FRESH).outputs;
  const { dataset } = p.task('ingest', ingest, { source, row_filter, month, month_column, project }, FRESH).outputs;
  const validated = p.task('validate', validateData, { dataset, schema, champion, skew_threshold });
  const { predictions, rows, positive_share } = p
    .task('predict', batchPredict, { model: champion, dataset, threshold, keep_columns }, MODEL)
    .after(validated).outputs;
  return { predictions, rows, positive_share, version, skewed_features: validated.outputs.skewed_features };
}
