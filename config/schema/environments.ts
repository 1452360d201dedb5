/** Environments, and where Terraform keeps its state. */
import * as z from 'zod';
import * as is from '../patterns';
import { object } from './object';
import { parameters } from './training';

export const environment = object({
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
  sampling: is.share
    .optional()
    .describe('Share of the rows that pipelines read. Default: 0.2 in `experimentation`, else 1. From level 1.'),
  parameters: parameters.describe('Parameters of every pipeline that has them, in this environment. From level 1.'),
}).describe('One environment: a project and what it is for.');

export const state = object({
  bucket: is.bucketName.optional().describe('Bucket for Terraform state, made by the `state` stack.'),
  project: is.projectId
    .optional()
    .describe('Project of the state bucket. Default: the project of the first environment.'),
  local: z
    .boolean()
    .default(false)
    .describe('Keep state in local files: for a rehearsal, or before the bucket exists.'),
}).describe('Where Terraform keeps its state.');
