/** Security, network, data stores, alerts and budget of the platform. */
import * as z from 'zod';
import * as is from '../patterns';
import { object } from './object';

export const security = object({
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

export const network = object({
  range: is.subnetRange.default(is.DEFAULT_RANGE).describe('Primary range of the subnet. It can grow, not move.'),
  functionsRange: is.connectorRange
    .default('10.8.0.0/28')
    .describe(
      'Range that functions reach Google through with `security.private`, from level 1. Nothing else may use it. Changing it replaces the connector.',
    ),
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

export const data = object({
  vertexDatasets: z.record(is.key, vertexDataset).default({}).describe('Managed Vertex AI datasets, by key.'),
  deleteTemporaryAfterDays: z
    .int()
    .min(1)
    .max(365)
    .default(30)
    .describe('Days after which objects below `tmp/` in the data bucket are deleted.'),
}).describe('Data stores.');

export const alerts = object({
  notify: z.array(is.email).default([]).describe('Where alerts go by e-mail.'),
  quotaRatio: z.number().gt(0).lt(1).default(0.8).describe('Alert when a Vertex AI quota is used beyond this share.'),
}).describe('Alerts that concern the platform.');

export const budget = object({
  billingAccount: is.billingAccount.describe('Billing account of the projects.'),
  monthly: z.int().min(1).describe('Amount a month and environment, in whole units of the currency.'),
  currency: is.currency.describe('Currency of the billing account. Another one is refused by Google.'),
  thresholds: z
    .array(z.number().gt(0).max(2))
    .min(1)
    .default([0.5, 0.9, 1])
    .describe('Shares of the amount at which a notice goes out.'),
}).describe('A budget for each environment.');
