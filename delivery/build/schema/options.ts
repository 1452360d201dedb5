import { z } from 'zod';
import { type BuildOptions, type BuildPool } from '../options';
import { fields, flag, text, texts, whole } from './fields';
import { volume } from './step';

export const options = fields<BuildOptions>()({
  env: texts.optional(),
  secretEnv: texts.optional(),
  volumes: z.array(volume).optional(),
  sourceProvenanceHash: z
    .array(z.enum(['NONE', 'SHA256', 'MD5', 'GO_MODULE_H1', 'SHA512', 'DIRSUM_SHA256']))
    .optional(),
  machineType: z
    .enum(['E2_MEDIUM', 'E2_STANDARD_2', 'E2_HIGHCPU_8', 'E2_HIGHCPU_32', 'N1_HIGHCPU_8', 'N1_HIGHCPU_32'])
    .optional(),
  rankedMachineSeries: z.array(z.enum(['MACHINE_SERIES_E', 'MACHINE_SERIES_N', 'MACHINE_SERIES_C'])).optional(),
  diskSizeGb: whole.optional(),
  substitutionOption: z.enum(['MUST_MATCH', 'ALLOW_LOOSE']).optional(),
  dynamicSubstitutions: flag.optional(),
  automapSubstitutions: flag.optional(),
  logStreamingOption: z.enum(['STREAM_DEFAULT', 'STREAM_ON', 'STREAM_OFF']).optional(),
  logging: z.enum(['LEGACY', 'GCS_ONLY', 'STACKDRIVER_ONLY', 'CLOUD_LOGGING_ONLY', 'NONE']).optional(),
  defaultLogsBucketBehavior: z.enum(['REGIONAL_USER_OWNED_BUCKET', 'LEGACY_BUCKET']).optional(),
  enableStructuredLogging: flag.optional(),
  pool: fields<BuildPool>()({ name: text }).optional(),
  pubsubTopic: text.optional(),
  requestedVerifyOption: z.enum(['NOT_VERIFIED', 'VERIFIED', 'BEST_EFFORT']).optional(),
  workerRelease: text.optional(),
  workerPool: text.optional(),
});
