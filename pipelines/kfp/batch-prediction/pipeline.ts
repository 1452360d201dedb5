import { double, integer, list, pipeline, type RefsFor, type Scope, string } from '../../ir';
import { batchPredict, findChampion, ingest, notify, validateData } from '../components';
import { dataInputs, notifyInputs, registryInputs } from '../inputs';
import { FRESH, MODEL } from '../task-options';

const inputs = {
  ...dataInputs,
  month: integer({ default: 7, description: 'Month whose rows are scored, 1 to 12; 0 scores all.' }),
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
  const { source, month, schema, model_name, alias, registry, project, location, threshold, keep_columns } = given;
  const where = { model_name, alias, registry, project, location };
  const champion = p.task('find-champion', findChampion, where, FRESH).outputs;
  const { dataset } = p.task('ingest', ingest, { source, month }, FRESH).outputs;
  const validated = p.task('validate', validateData, { dataset, schema });
  const { outputs } = p
    .task('predict', batchPredict, { model: champion.champion, dataset, threshold, keep_columns }, MODEL)
    .after(validated);
  const { predictions, rows, positive_share } = outputs;
  return { predictions, rows, positive_share, version: champion.version };
}
