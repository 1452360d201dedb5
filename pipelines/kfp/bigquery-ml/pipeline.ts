import { boolean, double, pipeline, string, text } from '../../ir';
import {
  bigqueryCreateModelJob,
  bigqueryEvaluateModelJob,
  bigqueryExportModelJob,
  bigqueryPredictModelJob,
} from '../../ir/google-cloud/components.generated';

const inputs = {
  project: string({ description: 'Project that the queries run in.' }),
  location: string({ default: 'EU', description: 'Location of the dataset.' }),
  dataset: string({ description: 'Dataset that gets the model.' }),
  table: string({ description: 'Table with the rows to learn from, PROJECT.DATASET.TABLE.' }),
  sampling: double({
    default: 1,
    description: 'Share of the rows to learn from, above 0 to 1, drawn by a hash of the row.',
  }),
  to_predict: string({ description: 'Table with the rows to score, PROJECT.DATASET.TABLE.' }),
  label: string({ default: 'late', description: 'Column to predict.' }),
  model: string({ default: 'late_arrivals', description: 'Name of the model in the dataset.' }),
  encryption_key: string({ default: '', description: "KMS key of result tables; Google's when empty." }),
  export_model: boolean({ default: false, description: 'Also write the model to Cloud Storage.' }),
  export_to: string({ default: '', description: 'Where to, gs://BUCKET/FOLDER.' }),
};

/** Trains, evaluates and applies a model where the data is: in BigQuery. */
export const bigqueryMl = pipeline(
  'bigquery-ml',
  { description: 'Trains, evaluates and applies a model inside BigQuery, by ready-made components', inputs },
  (p) => {
    const { project, location, dataset, model, label, table, sampling, to_predict, encryption_key } = p.inputs;
    const place = { project, location };
    const key = { encryption_spec_key_name: encryption_key };
    const options = text`model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['${label}'], enable_global_explain = TRUE`;
    const drawn = text`ABS(MOD(FARM_FINGERPRINT(TO_JSON_STRING(source)), 1000000)) < ${sampling} * 1000000`;
    const rows = text`SELECT * FROM \`${table}\` AS source WHERE ${drawn}`;
    const trained = p.task('train', bigqueryCreateModelJob, {
      ...place,
      query: text`CREATE OR REPLACE MODEL \`${project}.${dataset}.${model}\` OPTIONS (${options}) AS ${rows}`,
    });
    const evaluated = p.task('evaluate', bigqueryEvaluateModelJob, { ...place, ...key, model: trained.outputs.model });
    const predicted = p.task('predict', bigqueryPredictModelJob, {
      ...place,
      ...key,
      model: trained.outputs.model,
      table_name: text`\`${to_predict}\``,
    });
    p.if('export-asked', p.inputs.export_model, '==', true, (asked) => {
      const model_destination_path = p.inputs.export_to;
      asked.task('export', bigqueryExportModelJob, { ...place, model: trained.outputs.model, model_destination_path });
    });
    return { metrics: evaluated.outputs.evaluation_metrics, predictions: predicted.outputs.destination_table };
  },
);
