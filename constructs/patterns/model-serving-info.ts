import { type CapabilityInfo } from '../core/capability';

/** Told apart from the classes, as the platform stack and the models stacks each hold a part of the capability. */
export const MODEL_SERVING: CapabilityInfo = {
  kind: 'model-serving',
  title: 'Model serving',
  sinceLevel: 0,
  makes: 'an endpoint per model with request logging to BigQuery, its serving account, and who may ask for predictions',
  services: ['aiplatform.googleapis.com', 'bigquery.googleapis.com', 'iam.googleapis.com', 'storage.googleapis.com'],
};
