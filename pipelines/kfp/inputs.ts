/** Inputs that several reference pipelines share, so that they are called and described alike. */
import { double, integer, list, string, struct } from '../ir';
import { FLIGHTS, FLIGHTS_FEATURES, FLIGHTS_SCHEMA, FLIGHTS_SLICES } from './flights';

/** Which rows a pipeline reads. */
export const dataInputs = {
  source: string({
    default: FLIGHTS,
    description: 'Rows with the label: a .csv, .csv.gz, .jsonl or .parquet file, or bq://PROJECT.DATASET.TABLE.',
  }),
  row_filter: struct({
    default: {},
    description: 'Rows to keep: column to a list of values, or to {"min": .., "max": ..}; all when empty.',
  }),
  month_column: string({ default: 'month', description: 'Column with the number of the month.' }),
};

/** What the rows must keep. */
export const schemaInputs = {
  schema: struct({
    default: FLIGHTS_SCHEMA,
    description: 'Curated schema that the rows must keep; inferred from the rows when empty.',
  }),
};

/** Months that are read; 2013 in the data that ships. */
export const monthInputs = {
  month: integer({
    default: 7,
    description: 'Month whose rows the model is tested on, 1 to 12 or YYYYMM; 0 reads all rows.',
  }),
  window_months: integer({ default: 3, description: 'Months before it that the model learns from.' }),
};

/** What is predicted. */
export const labelInputs = {
  label: string({ default: 'late', description: 'Column to predict.' }),
  positive_label: string({
    default: '',
    description: 'Value of the label that counts as 1; when empty the label is 0 or 1, or true/false, already.',
  }),
};

/** What a model learns from. */
export const featureInputs = {
  numeric_columns: list({ default: FLIGHTS_FEATURES.numeric, description: 'Features that are numbers.' }),
  categorical_columns: list({ default: FLIGHTS_FEATURES.categorical, description: 'Features that are categories.' }),
  hour_columns: list({
    default: FLIGHTS_FEATURES.hours,
    description: 'Features that are hours of the day. All three empty: the rows say which columns are features.',
  }),
};

/** How the rows are divided. */
export const splitInputs = {
  sampling: double({
    default: 1,
    description: 'Share of the rows that is read, above 0 to 1: the same rows each time. For experiments.',
  }),
  split_method: string({
    default: 'auto',
    description: '`time`: test on the last month; `latest`: on the last rows; `hash`: on drawn ones; `auto`.',
  }),
  test_share: double({ default: 0.2, description: 'Share of the rows to test on, when it is not the last month.' }),
  key_columns: list({
    default: [],
    description: 'Columns that name what rows are about: those of one customer stay together.',
  }),
};

/** How models are measured. */
export const sliceInputs = {
  slice_columns: list({ default: FLIGHTS_SLICES, description: 'For each of their values a model is measured apart.' }),
};

/** Where models are kept. */
export const registryInputs = {
  model_name: string({ default: 'late-arrivals', description: 'Id of the model in the registry.' }),
  registry: string({ default: '.mlops/registry', description: 'Folder of the local registry, without project.' }),
  project: string({
    default: '',
    description: "Project of Vertex AI's model registry, which pays for queries; local when empty.",
  }),
  location: string({ default: '', description: 'Region of that project, such as europe-west4.' }),
};

/** How a registered model is served and kept at Vertex AI. */
export const servingInputs = {
  serving_image: string({ default: '', description: 'Image that serves the model at Vertex AI.' }),
  model_store: string({
    default: '',
    description: 'Where models are kept at Vertex AI, gs://BUCKET/FOLDER; where the run wrote them when empty.',
  }),
};

/** Where a version is deployed. */
export const endpointInputs = {
  endpoint: string({ default: 'late-arrivals', description: 'Id of the endpoint; it must exist at Vertex AI.' }),
};

/** What is told about a model, and where it comes from. */
export const environmentInputs = {
  environment: string({ default: 'local', description: 'Name of the environment, in tables, metrics and messages.' }),
};

/** What a challenger has to be better at. */
export const gainInputs = {
  primary_metric: string({ default: 'auc', description: 'Metric that decides between challenger and champion.' }),
  min_gain: double({ default: 0.005, description: 'The challenger must gain more than this to win.' }),
  floors: struct({ default: {}, description: 'Worst values that a model may have: {"auc": 0.6, "log_loss": 0.7}.' }),
  slice_floors: struct({ default: {}, description: 'The same for every slice: {"auc": 0.55}.' }),
  max_slice_loss: double({
    default: 1,
    description: 'Largest loss against the champion that is accepted in a slice; 1 accepts any.',
  }),
};

/** Who is told how the run ended. */
export const notifyInputs = {
  topic: string({ default: '', description: 'Pub/Sub topic, projects/P/topics/T; none when empty.' }),
  webhook: string({ default: '', description: 'Address that takes the message as JSON; none when empty.' }),
};
