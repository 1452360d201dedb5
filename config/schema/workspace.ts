/** Where experiments are made. */
import * as z from 'zod';
import * as is from '../patterns';
import { object } from './object';

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

export const workspace = object({
  workbenches: z.record(is.key, workbench).default({}).describe('Workbench instances, by key.'),
  tensorboard: z.boolean().default(true).describe('Make a Vertex TensorBoard.'),
  source: source.default({ host: 'none' }),
}).describe('Where experiments are made.');
