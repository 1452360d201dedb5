/** Features of entities, and how they are served: an option of level 1. */
import * as z from 'zod';
import * as is from '../patterns';
import { object } from './object';

const feature = object({
  type: z
    .enum(is.COLUMN_TYPES)
    .optional()
    .describe('Type of the column; needed when the kit makes the table. Changing it is refused by BigQuery.'),
  column: is.columnName.optional().describe('Column that holds it. Default: the key.'),
  description: z.string().max(500).optional().describe('What it means.'),
}).describe('One feature.');

const group = object({
  table: is.watchedTable.describe('Table or view of the dataset `raw` or `features` that holds the values.'),
  makeTable: z
    .boolean()
    .default(false)
    .describe('Make the table from the types of its features. Otherwise it has to exist.'),
  entityIdColumns: z
    .array(is.columnName)
    .min(1)
    .default(['entity_id'])
    .describe('Columns that say whose values a row holds.'),
  features: z.record(is.featureId, feature.prefault({})).describe('Features, by id.'),
  description: z.string().max(500).optional().describe('What the group is about.'),
}).describe('Features of one kind of entity, in one table.');

const view = object({
  groups: z
    .record(is.key, z.array(is.featureId).min(1))
    .optional()
    .describe('Features of groups, by the key of the group.'),
  table: is.watchedTable.optional().describe('Or a table or view as it is.'),
  entityIdColumns: z.array(is.columnName).min(1).optional().describe('With `table`: columns of the entity.'),
  schedule: is.cron.optional().describe('When it is brought up to date. Default: by hand.'),
  timeZone: is.timeZone.default('Etc/UTC').describe('Time zone of the schedule.'),
}).describe('What is served for one use.');

const online = object({
  serving: z
    .enum(['bigtable', 'optimized'])
    .describe('Bigtable for much data, optimized for low latency. Google refuses to change it later.'),
  nodes: is.replicas.default([1, 2]).describe('Of `bigtable`: fewest and most nodes. They are billed while they idle.'),
  cpuTarget: z
    .int()
    .min(10)
    .max(80)
    .default(50)
    .describe('Of `bigtable`: CPU use in percent that nodes are added for.'),
  consumerProjects: z
    .array(is.projectId)
    .default([])
    .describe('Of `optimized` and `security.private`: projects that reach it besides its own.'),
  googleManagedKey: object({
    reason: z.string().min(10).describe('Why a key of Google is acceptable for what is served.'),
  })
    .optional()
    .describe('Needed with `security.cmek`: this version of the provider has no key for an online store.'),
  views: z.record(is.key, view).default({}).describe('Views, by key.'),
}).describe('The store that features are served from.');

export const featureStore = object({
  groups: z.record(is.key, group).describe('Feature groups, by key.'),
  online: online.optional().describe('Default: none; the registry of features alone costs nothing.'),
}).describe('Vertex AI Feature Store. From level 1. It gives no commitment on where data lies at rest.');
