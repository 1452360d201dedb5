/**
 * What a model's runs are made of: written by Terraform as `plans/MODEL.json` in the pipeline bucket, read by the
 * retraining function and by `mlops`.
 */
import * as z from 'zod';
import { modelKey, parameterValue, type PURPOSES } from './request';

/** Text of a form. @param allowed the form in words */
const form = (pattern: RegExp, allowed: string) => z.string().regex(pattern).meta({ errorMessage: allowed });

/** The compiled pipeline, named by what is in it, so that a run is always of the pipeline that was reviewed. */
const templateSchema = z
  .strictObject({
    uri: form(
      /^(gs:\/\/\S+\.yaml|https:\/\/[a-z0-9-]+-kfp\.pkg\.dev\/\S+\/sha256:[0-9a-f]{64})$/,
      'gs://BUCKET/PATH.yaml or https://REGION-kfp.pkg.dev/PROJECT/REPOSITORY/PACKAGE/sha256:DIGEST',
    ).describe('Where it is.'),
    digest: form(/^sha256:[0-9a-f]{64}$/, 'sha256: and 64 hexadecimal digits').describe(
      'SHA-256 of the file. The function refuses another one.',
    ),
  })
  .describe('The compiled pipeline.');

/** Kinds of pipeline parameters, as the pipeline spec names them. */
export const PARAMETER_TYPES = ['STRING', 'NUMBER_INTEGER', 'NUMBER_DOUBLE', 'BOOLEAN', 'LIST', 'STRUCT'] as const;

const inputSchema = z.strictObject({
  type: z.enum(PARAMETER_TYPES).describe('Kind of its values.'),
  required: z.boolean().describe('Has no default, and must be given.'),
});

const limitsSchema = z
  .strictObject({
    cooldownMinutes: z.int().min(0).describe('Minutes after the start of a run in which no other one starts.'),
    maxRunsPerDay: z.int().min(1).describe('Most runs that start within 24 hours.'),
    maxConcurrentRuns: z.int().min(1).describe('Most runs at one time.'),
  })
  .describe('How often a pipeline may run. Kept by asking Vertex AI for the jobs that exist.');

export const runSpecSchema = z
  .strictObject({
    pipeline: z.string().describe('Name of the pipeline.'),
    template: templateSchema,
    inputs: z
      .record(z.string(), inputSchema)
      .describe("The pipeline's own inputs: what parameters are checked against."),
    parameters: z.record(z.string(), parameterValue).describe('Values of its parameters.'),
    caching: z
      .boolean()
      .optional()
      .describe('Reuse outputs of earlier runs in every step, or in none. Default: as each step says.'),
    pipelineRoot: form(/^gs:\/\/[a-z0-9][a-z0-9_.-]+\/.+$/, 'gs://BUCKET/PATH').describe(
      'Where artifacts are written.',
    ),
    serviceAccount: z
      .email()
      .meta({ errorMessage: 'the e-mail address of a service account' })
      .describe('Account that the steps run as.'),
    network: form(/^projects\/[0-9]+\/global\/networks\/[^/]+$/, 'projects/NUMBER/global/networks/NETWORK')
      .optional()
      .describe('Network that steps reach by VPC peering, with the number of its project. Default: none.'),
    networkAttachment: form(
      /^projects\/[^/]+\/regions\/[^/]+\/networkAttachments\/[^/]+$/,
      'projects/PROJECT/regions/REGION/networkAttachments/NAME',
    )
      .optional()
      .describe(
        'Network attachment by which steps reach a network (Private Service Connect interface). Default: none.',
      ),
    encryptionKey: form(
      /^projects\/[^/]+\/locations\/[^/]+\/keyRings\/[^/]+\/cryptoKeys\/[^/]+$/,
      'projects/PROJECT/locations/LOCATION/keyRings/RING/cryptoKeys/KEY',
    )
      .optional()
      .describe('Key of the job and of what it makes. Default: a key of Google.'),
    labels: z.record(z.string(), z.string()).describe('Labels of the job, besides those of the request.'),
    experiment: form(/^[a-z0-9][a-z0-9-]{3,127}$/, '4 to 128 lower-case letters, digits and hyphens')
      .optional()
      .describe('Vertex AI experiment that the run is recorded in. Default: none.'),
    limits: limitsSchema,
  })
  .describe('One pipeline of a model.');

export const runPlanSchema = z
  .strictObject({
    version: z.literal(1).describe('Version of this document.'),
    model: modelKey.describe("The model's key in the config."),
    pipelines: z
      .strictObject({
        training: runSpecSchema,
        monitoring: runSpecSchema.optional(),
        promotion: runSpecSchema.optional(),
      } satisfies Record<(typeof PURPOSES)[number], unknown>)
      .describe('What runs, by purpose.'),
  })
  .describe('What the runs of a model are made of.');

export type RunPlan = z.output<typeof runPlanSchema>;
export type RunSpec = z.output<typeof runSpecSchema>;
export type RunLimits = z.output<typeof limitsSchema>;
export type PipelineInputs = RunSpec['inputs'];
