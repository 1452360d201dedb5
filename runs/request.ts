/**
 * A request to run a pipeline: the one message that Cloud Scheduler, new data, alerts and people send, and the only
 * thing that the retraining function acts on. What runs is the plan's business (plan.ts); a request names it and says why.
 */
import * as z from 'zod';

const matching = (pattern: RegExp, allowed: string) => z.string().regex(pattern).meta({ errorMessage: allowed });

/** The pipelines that a model has. */
export const PURPOSES = ['training', 'monitoring', 'promotion'] as const;

/** Why a run is asked for. */
export const REASONS = ['schedule', 'new-data', 'table-update', 'degradation', 'manual'] as const;

/** A value that a KFP parameter can have. */
export const parameterValue = z
  .json()
  .describe('A value of a pipeline parameter: text, number, true or false, list or mapping.');

export const modelKey = matching(
  /^(?=.{1,40}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
  '1 to 40 lower-case letters, digits and single hyphens, starting with a letter',
);

export const runRequestSchema = z
  .strictObject({
    version: z.literal(1).describe('Version of this message.'),
    model: modelKey.describe("The model's key in the config."),
    purpose: z.enum(PURPOSES).default('training').describe('Which of its pipelines is to run.'),
    reason: z.enum(REASONS).describe('Why. It becomes a label of the job.'),
    event: z
      .string()
      .min(1)
      .max(4096)
      .optional()
      .describe(
        'What happened, so that it is acted on once: the same event never starts two runs. Default: the id of the message.',
      ),
    detail: z.string().max(2000).optional().describe('What happened, for people.'),
    parameters: z
      .record(z.string().max(128), parameterValue)
      .default({})
      .describe("Parameters of the pipeline that differ from the plan's."),
    ignoreCooldown: z
      .boolean()
      .default(false)
      .describe('Start although the last run is recent. The daily and the concurrent limit still hold.'),
  })
  .describe('A request to run a pipeline of a model.');

/** As it is after defaults. */
export type RunRequest = z.output<typeof runRequestSchema>;
/** As it is written. */
export type RunRequestInput = z.input<typeof runRequestSchema>;
export type Purpose = RunRequest['purpose'];
export type Reason = RunRequest['reason'];
export type ParameterValue = z.output<typeof parameterValue>;
