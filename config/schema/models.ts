/** Models: how they are served, trained and watched. */
import * as z from 'zod';
import * as is from '../patterns';
import { object } from './object';
import { monitoring, parameters, promotion, retrain } from './training';

const serving = object({
  machine: is.machineType.default('n1-standard-2').describe('Machine type that the model is deployed on.'),
  replicas: is.replicas.default([1, 2]).describe('Fewest and most replicas.'),
  requestLogging: object({
    sampling: z.number().gt(0).max(1).default(1).describe('Share of requests that are logged, above 0 and at most 1.'),
  })
    .default({ sampling: 1 })
    .describe('Request and response logging to BigQuery. It feeds monitoring, so it can be thinned, not turned off.'),
  callers: z.array(is.principal).default([]).describe('Who may ask the endpoint for predictions.'),
  consumerProjects: z
    .array(is.projectId)
    .default([])
    .describe(
      'Projects that may reach the endpoint by Private Service Connect, besides its own; used when `security.private`.',
    ),
}).describe('How a model is served.');

const modelAlerts = object({
  latencyP95Ms: z
    .int()
    .min(1)
    .default(1000)
    .describe('Alert when the 95th percentile of prediction latency stays above this many milliseconds.'),
  errorRatio: z
    .number()
    .gt(0)
    .lt(1)
    .default(0.05)
    .describe('Alert when the share of failed predictions stays above this.'),
  saturation: z
    .number()
    .gt(0)
    .max(1)
    .default(0.8)
    .describe('Alert when CPU use of the replicas stays above this share.'),
}).describe('Thresholds of the alerts of a model.');

export const model = object({
  description: z.string().max(500).optional().describe('What the model is for.'),
  group: is.key
    .optional()
    .describe(
      'Models of a group share a stack. Default: the team, or `default`. Moving a model to another group replaces its resources.',
    ),
  team: is.key.optional().describe('The team that owns the model.'),
  serving: serving.prefault({}),
  alerts: modelAlerts.prefault({}),
  pipeline: is.pipeline
    .default('tabular-training')
    .describe('The pipeline that trains it: one of `mlops pipelines`, or the path of a compiled one. From level 1.'),
  parameters: parameters.describe(
    'Values of its parameters, besides those that the kit fills in (docs/retraining.md).',
  ),
  trainOn: is.key
    .optional()
    .describe(
      'Pool of `training.pools` with `on: vertex`. It fills the parameters `machine_type`, `accelerator_type`, `accelerator_count`, `tpu_topology`, `workers`, `disk_gb`, `strategy` and `reservation` of a training pipeline that has them.',
    ),
  retrain: retrain.prefault({}),
  monitoring: monitoring.optional(),
  promotion: promotion.optional(),
}).describe('A model: its endpoint, how it is trained and how it is watched.');
