/** How commits become deployments: what level 2 adds. */
import * as z from 'zod';
import * as is from '../patterns';
import { object } from './object';

const remote = { remoteUri: is.gitUri.describe('Clone URL.') };
const tokens = {
  apiTokenSecretVersion: is.secretVersion
    .optional()
    .describe('Secret version of a token that administers the repository. For Cloud Build.'),
  readTokenSecretVersion: is.secretVersion
    .optional()
    .describe('Secret version of a token that reads the repository. For Cloud Build.'),
  webhookSecretVersion: is.secretVersion
    .optional()
    .describe('Secret version of the webhook secret. For Cloud Build. Changing it replaces the connection.'),
};

const repository = z
  .discriminatedUnion('host', [
    object({
      host: z.literal('workspace').describe('The Secure Source Manager repository of `workspace.source`.'),
    }),
    object({
      host: z.literal('github').describe('A repository on github.com.'),
      ...remote,
      appInstallationId: z
        .int()
        .positive()
        .optional()
        .describe('Installation id of the Cloud Build GitHub app. For Cloud Build.'),
      oauthTokenSecretVersion: is.secretVersion
        .optional()
        .describe('Secret version that holds the OAuth token. For Cloud Build.'),
    }),
    object({
      host: z.literal('gitlab').describe('A repository on gitlab.com, or on a GitLab server of your own.'),
      ...remote,
      ...tokens,
    }),
    object({
      host: z.literal('bitbucket').describe('A repository on Bitbucket Cloud.'),
      ...remote,
      workspace: is.bitbucketWorkspace.describe('Workspace of the repository.'),
      ...tokens,
    }),
  ])
  .describe('The repository whose commits are built.');

export const delivery = object({
  project: is.projectId.describe(
    'Project of builds, their accounts and what they push; none of the environments. Changing it makes delivery anew.',
  ),
  region: is.region.optional().describe('Region of builds, if not the common one. Changing it replaces triggers.'),
  builder: z
    .enum(['cloudBuild', 'githubActions', 'gitlabCi'])
    .default('cloudBuild')
    .describe('What runs the builds. The other two act as Google accounts by Workload Identity Federation.'),
  repository: repository.default({ host: 'workspace' }),
  commentTokenSecretVersion: is.secretVersion
    .optional()
    .describe(
      'Secret version of a token that comments on pull requests, for Cloud Build with another host than `workspace`. Default: what a pull request would change is in the log of its build.',
    ),
  branch: is.branch.default('main').describe('Branch that is deployed: pull requests go into it.'),
  tags: is.regularExpression
    .default('^v[0-9].*')
    .describe('Regular expression (RE2) of the tags that release to production.'),
  approvers: z
    .array(is.principal)
    .default([])
    .describe('Who approves what goes to production. With Cloud Build; elsewhere the host decides.'),
}).describe('CI/CD of pipelines, models and of the platform itself. From level 2.');
