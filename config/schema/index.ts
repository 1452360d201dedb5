/**
 * The one place where the shape of `mlops.yaml` is written down. From it come the TypeScript type, the JSON Schema
 * for editors (`config/mlops.schema.json`) and the reference page (`docs/config.md`).
 */
import * as z from 'zod';
import { SUPPORTED_LEVELS } from '../levels';
import * as is from '../patterns';
import { delivery } from './delivery';
import { environment, state } from './environments';
import { featureStore } from './features';
import { alerts, budget, data, network, security } from './foundation';
import { model } from './models';
import { object } from './object';
import { grant, people, team } from './people';
import { pipelines } from './pipelines';
import { trainingPools } from './training-pools';
import { workspace } from './workspace';

export const configSchema = object({
  product: is.productName.describe('What is built; the first part of every name. Changing it makes everything anew.'),
  level: z
    .literal(SUPPORTED_LEVELS)
    .meta({ errorMessage: SUPPORTED_LEVELS.join(', ') })
    .describe(
      'MLOps level: 0 manual process, 1 pipeline automation, 2 CI/CD automation. Raising it adds, and destroys nothing.',
    ),
  whenLowered: z
    .enum(['keep', 'destroy'])
    .default('keep')
    .describe(
      'What becomes of what a higher level made, when the level is lowered: `keep` leaves it as it is, no longer managed; `destroy` takes away what holds no data. What holds data is always kept.',
    ),
  region: is.region.describe('Region of all that is regional. Changing it replaces what is regional.'),
  environments: z
    .record(is.environmentName, environment)
    .refine((value) => Object.keys(value).length > 0)
    .meta({ minProperties: 1, errorMessage: 'a mapping with at least one environment, such as { dev: { ... } }' })
    .describe('Environments, by name. At level 0 one is enough.'),
  state,
  people: people.prefault({}),
  teams: z.record(is.key, team).default({}).describe('Teams, by key.'),
  security: security.prefault({}),
  network: network.prefault({}),
  data: data.prefault({}),
  workspace: workspace.prefault({}),
  pipelines: pipelines.prefault({}),
  featureStore: featureStore.optional(),
  models: z.record(is.key, model.prefault({})).default({}).describe('Models, by key.'),
  training: trainingPools.prefault({}),
  delivery: delivery.optional(),
  alerts: alerts.prefault({}),
  budget: budget.optional(),
  labels: is.labels.default({}).describe('Labels added to every resource.'),
  services: z.array(is.serviceName).default([]).describe('More Google APIs to enable.'),
  access: z.record(is.key, grant).default({}).describe('More project roles, by key.'),
  nameSuffix: is.nameSuffix
    .optional()
    .describe(
      'Appended to names that Google never gives out twice (key rings, keys, custom roles). Set it to build anew after a teardown.',
    ),
  overrides: z
    .record(z.string(), z.record(z.string(), z.record(z.string(), is.terraformValue)))
    .default({})
    .describe(
      'Last word on any Terraform argument: stack, then address ("google_storage_bucket.X"), then argument path ("versioning.enabled") and value.',
    )
    .meta({ errorMessage: 'a mapping such as { STACK: { ADDRESS: { ARGUMENT: VALUE } } }' }),
}).describe('Configuration of an MLOps platform on Google Cloud.');

/** The configuration after defaults: what stacks are built from. */
export type Config = z.output<typeof configSchema>;
/** The configuration as a person writes it. */
export type ConfigInput = z.input<typeof configSchema>;

export type EnvironmentConfig = Config['environments'][string];
export type ModelConfig = Config['models'][string];
export type WorkbenchConfig = Config['workspace']['workbenches'][string];
export type TeamConfig = Config['teams'][string];
export type FeatureStoreConfig = NonNullable<Config['featureStore']>;
export type RetrainConfig = ModelConfig['retrain'];
export type MonitoringConfig = NonNullable<ModelConfig['monitoring']>;
export type SourceConfig = Config['workspace']['source'];
export type PromotionConfig = NonNullable<ModelConfig['promotion']>;
export type DeliveryConfig = NonNullable<Config['delivery']>;
export type TrainingPoolsConfig = Config['training'];
