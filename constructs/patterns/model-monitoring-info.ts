import { type CapabilityInfo } from '../core/capability';

/** Told apart from the classes, as the platform stack and the models stacks each hold a part of the capability. */
export const MODEL_MONITORING: CapabilityInfo = {
  kind: 'model-monitoring',
  title: 'Model monitoring',
  sinceLevel: 1,
  makes:
    'a table and metrics of skew and drift per feature, a dashboard, an alert per model that can ask for a training',
  services: ['bigquery.googleapis.com', 'cloudresourcemanager.googleapis.com', 'monitoring.googleapis.com'],
};
