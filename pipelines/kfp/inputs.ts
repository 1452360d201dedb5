/** Inputs that several reference pipelines share, so that they are called and described alike. */
import { integer, string, struct } from '../ir';
import { FLIGHTS, FLIGHTS_SCHEMA } from './flights';

/** Which rows a pipeline reads. */
export const dataInputs = {
  source: string({
    default: FLIGHTS,
    description: 'Rows with the label: a .csv, .csv.gz or .parquet file, or bq://PROJECT.DATASET.TABLE.',
  }),
  schema: struct({
    default: FLIGHTS_SCHEMA,
    description: 'Curated schema that the rows must keep; inferred from the rows when empty.',
  }),
};

/** Months that are read; 2013 in the data that ships. */
export const monthInputs = {
  month: integer({ default: 7, description: 'Month whose rows the model is tested on, 1 to 12.' }),
  window_months: integer({ default: 3, description: 'Months before it that the model learns from.' }),
};

/** Where models are kept. */
export const registryInputs = {
  model_name: string({ default: 'late-arrivals', description: 'Id of the model in the registry.' }),
  registry: string({ default: '.mlops/registry', description: 'Folder of the local registry, without project.' }),
  project: string({ default: '', description: "Project of Vertex AI's model registry; local when empty." }),
  location: string({ default: '', description: 'Region of that project, such as europe-west4.' }),
};

/** Where a version is deployed. */
export const endpointInputs = {
  endpoint: string({ default: 'late-arrivals', description: 'Id of the endpoint; it must exist at Vertex AI.' }),
  traffic_percent: integer({ default: 10, description: 'Share of the requests that the version gets, 0 to 100.' }),
};

/** Who is told how the run ended. */
export const notifyInputs = {
  topic: string({ default: '', description: 'Pub/Sub topic, projects/P/topics/T; none when empty.' }),
  webhook: string({ default: '', description: 'Address that takes the message as JSON; none when empty.' }),
};
