/**
 * The one place where the shape of `mlops.yaml` is written down. From it come the TypeScript type, the JSON Schema
 * for editors (`config/mlops.schema.json`) and the reference page (`docs/config.md`).
 */
import * as z from 'zod';
import { SUPPORTED_LEVELS } from './levels';
import * as is from './patterns';

/** `strictObject` throughout: an unknown key is a mistake, never ignored. */
const object = z.strictObject;

const environment = object({
  project: is.projectId.describe(
    'Google Cloud project that holds this environment. Changing it makes a new environment.',
  ),
  stage: z
    .enum(['experimentation', 'staging', 'production'])
    .describe(
      'What the environment is for. Workbench instances are made in `experimentation` only; `production` can not be ephemeral.',
    ),
  region: is.region
    .optional()
    .describe('Region of this environment, if not the common one. Changing it replaces what is regional.'),
  ephemeral: object({
    reason: z.string().min(10).describe('Why losing the data of this environment is acceptable.'),
  })
    .optional()
    .describe('Lifts the protection against deletion of everything in the environment. Refused in `production`.'),
  labels: is.labels.default({}).describe('Labels added to every resource of this environment.'),
}).describe('One environment: a project and what it is for.');

const state = object({
  bucket: is.bucketName.optional().describe('Bucket for Terraform state, made by the `state` stack.'),
  project: is.projectId
    .optional()
    .describe('Project of the state bucket. Default: the project of the first environment.'),
  local: z
    .boolean()
    .default(false)
    .describe('Keep state in local files: for a rehearsal, or before the bucket exists.'),
}).describe('Where Terraform keeps its state.');

const people = object({
  dataScientists: z
    .array(is.principal)
    .default([])
    .describe('Use Vertex AI, read and write data, push packages; work in notebooks.'),
  mlEngineers: z.array(is.principal).default([]).describe('As data scientists, and see logs and metrics of what runs.'),
  viewers: z.array(is.principal).default([]).describe('Read dashboards, experiments and models.'),
}).describe('Who works with the platform. Groups age better than users.');

const team = object({
  members: z.array(is.principal).min(1).describe('Who belongs to the team.'),
  notify: z
    .array(is.email)
    .default([])
    .describe('Where alerts about the models of this team go, besides `alerts.notify`.'),
}).describe('A team: who owns models and workbenches.');

const security = object({
  cmek: z
    .boolean()
    .default(false)
    .describe(
      'Encrypt everything that supports it with keys of your own (Cloud KMS). Cannot be changed after the first deployment: it replaces endpoints, repositories and the metadata store.',
    ),
  private: z
    .boolean()
    .default(false)
    .describe(
      'No public endpoint and no way out to the internet: Private Service Connect endpoints, restricted Google APIs only. Cannot be changed after the first deployment.',
    ),
  auditData: z
    .array(is.serviceName)
    .default(['aiplatform.googleapis.com', 'storage.googleapis.com', 'bigquery.googleapis.com'])
    .describe('APIs whose data access (reads and writes) is audited. Audit entries are billed by volume.'),
  logRetentionDays: z.int().min(1).max(3650).default(400).describe('Days that audit logs are kept.'),
}).describe('Decided once, at level 0.');

const network = object({
  range: is.subnetRange.default(is.DEFAULT_RANGE).describe('Primary range of the subnet. It can grow, not move.'),
  existing: object({
    network: is.networkPath.describe('The VPC network.'),
    subnetwork: is.subnetworkPath.describe('The subnet, with private Google access on.'),
  })
    .optional()
    .describe('Use a network that is there already (a Shared VPC), instead of making one.'),
}).describe('The network that notebooks and training run in.');

const vertexDataset = object({
  displayName: z.string().max(128).optional().describe('Name shown in the console. Default: the key.'),
  kind: z
    .enum(['tabular', 'image', 'text', 'video', 'timeSeries'])
    .describe('What the dataset holds. Changing it replaces the dataset.'),
}).describe('A managed Vertex AI dataset.');

const data = object({
  vertexDatasets: z.record(is.key, vertexDataset).default({}).describe('Managed Vertex AI datasets, by key.'),
  deleteTemporaryAfterDays: z
    .int()
    .min(1)
    .max(365)
    .default(30)
    .describe('Days after which objects below `tmp/` in the data bucket are deleted.'),
}).describe('Data stores.');

const workbench = object({
  owner: is.principal.optional().describe('The one person or service account that opens it.'),
  team: is.key.optional().describe('The team whose members open it.'),
  machine: is.machineType.default('e2-standard-4').describe('Machine type. Changing it restarts the instance.'),
  zone: z
    .enum(['a', 'b', 'c', 'd', 'f'])
    .default('b')
    .describe('Zone of the region, by its letter; every region has a `b`. Changing it replaces the instance.'),
  bootDiskGb: z.int().min(150).max(64000).default(150).describe('Boot disk in GB. It can grow only.'),
  dataDiskGb: z.int().min(100).max(64000).default(100).describe('Data disk in GB. It can grow only.'),
  idleShutdownMinutes: z
    .int()
    .min(10)
    .max(1440)
    .default(180)
    .describe('Minutes without use after which the instance stops.'),
}).describe('A Vertex AI Workbench instance.');

const gitRepository = { remoteUri: is.gitUri.describe('Clone URL.') };

const source = z
  .discriminatedUnion('host', [
    object({ host: z.literal('none').describe('No source repository is made or connected.') }),
    object({
      host: z.literal('secureSourceManager').describe('A private Git service of Google Cloud, with one repository.'),
    }),
    object({
      host: z.literal('github').describe('A GitHub repository through Developer Connect.'),
      ...gitRepository,
      appInstallationId: z.int().positive().describe('Installation id of the Developer Connect GitHub app.'),
      oauthTokenSecretVersion: is.secretVersion.describe('Secret version that holds the OAuth token.'),
    }),
    object({
      host: z.literal('gitlab').describe('A GitLab repository through Developer Connect.'),
      ...gitRepository,
      apiTokenSecretVersion: is.secretVersion.describe('Secret version of a token with `api` scope.'),
      readTokenSecretVersion: is.secretVersion.describe('Secret version of a token with `read_api` scope.'),
      webhookSecretVersion: is.secretVersion.describe('Secret version of the webhook secret.'),
    }),
  ])
  .describe('Where the source code lives. Cloud Source Repositories is closed to new customers.');

const workspace = object({
  workbenches: z.record(is.key, workbench).default({}).describe('Workbench instances, by key.'),
  tensorboard: z.boolean().default(true).describe('Make a Vertex TensorBoard.'),
  source: source.default({ host: 'none' }),
}).describe('Where experiments are made.');

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

const model = object({
  description: z.string().max(500).optional().describe('What the model is for.'),
  group: is.key
    .optional()
    .describe(
      'Models of a group share a stack. Default: the team, or `default`. Moving a model to another group replaces its resources.',
    ),
  team: is.key.optional().describe('The team that owns the model.'),
  serving: serving.prefault({}),
  alerts: modelAlerts.prefault({}),
}).describe('A model: its endpoint and how it is watched.');

const alerts = object({
  notify: z.array(is.email).default([]).describe('Where alerts go by e-mail.'),
  quotaRatio: z.number().gt(0).lt(1).default(0.8).describe('Alert when a Vertex AI quota is used beyond this share.'),
}).describe('Alerts that concern the platform.');

const budget = object({
  billingAccount: is.billingAccount.describe('Billing account of the projects.'),
  monthly: z.int().min(1).describe('Amount a month and environment, in whole units of the currency.'),
  currency: is.currency.describe('Currency of the billing account. Another one is refused by Google.'),
  thresholds: z
    .array(z.number().gt(0).max(2))
    .min(1)
    .default([0.5, 0.9, 1])
    .describe('Shares of the amount at which a notice goes out.'),
}).describe('A budget for each environment.');

const grant = object({
  member: is.principal.describe('Who.'),
  roles: z.array(is.role).min(1).describe('Roles on the project of each environment.'),
}).describe('Project roles for somebody the kit does not know of.');

export const configSchema = object({
  product: is.productName.describe('What is built; the first part of every name. Changing it makes everything anew.'),
  level: z
    .literal([0, 1, 2])
    .meta({ errorMessage: SUPPORTED_LEVELS.join(', ') })
    .describe(
      'MLOps level: 0 manual process, 1 pipeline automation, 2 CI/CD automation. Raising it adds, and destroys nothing.',
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
  models: z.record(is.key, model.prefault({})).default({}).describe('Models, by key.'),
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
export type SourceConfig = Config['workspace']['source'];
