/** How pipelines train and watch a model: what level 1 adds to it. */
import * as z from 'zod';
import * as is from '../patterns';
import { object } from './object';

export const parameters = z
  .record(is.parameterName, z.json())
  .default({})
  .meta({ errorMessage: 'a mapping of pipeline parameters to values, such as { learning_rate: 0.05 }' });

const timeZone = is.timeZone.default('Etc/UTC').describe('Time zone of the schedule.');

const newData = object({
  objects: z
    .array(is.incomingPrefix)
    .default([])
    .describe('Places below `incoming/` of the data bucket: a new object there asks for a training.'),
  tables: z
    .array(is.watchedTable)
    .default([])
    .describe('Tables of the datasets `raw` and `features`: new rows ask for a training.'),
}).describe('Data whose arrival asks for a training.');

export const retrain = object({
  schedule: is.cron.optional().describe('When a training is asked for. Default: never by the clock.'),
  timeZone,
  onNewData: newData.prefault({}),
  onDegradation: z.boolean().default(false).describe('The alert of `monitoring` asks for a training.'),
  cooldownHours: z
    .number()
    .min(0)
    .max(720)
    .default(12)
    .describe('Hours after the start of a training in which no other one starts.'),
  maxRunsPerDay: z.int().min(1).max(96).default(4).describe('Most trainings that start within 24 hours.'),
  maxConcurrentRuns: z.int().min(1).max(20).default(1).describe('Most trainings at one time.'),
}).describe(
  'What starts a training by itself, and how often at most. By hand it can always be asked for. From level 1.',
);

const alertAfter = object({
  violations: z.int().min(1).max(100).default(2).describe('Windows with an alarm that raise the alert.'),
  windows: z.int().min(1).max(100).default(3).describe('Latest windows that are looked at.'),
}).describe('When the alert goes off: after so many of the latest windows.');

export const monitoring = object({
  pipeline: is.pipeline.default('model-monitoring').describe('The pipeline that compares; or a compiled one.'),
  parameters: parameters.describe('Values of its parameters, besides those that the kit fills in.'),
  schedule: is.cron.default('0 6 * * *').describe('When a window is compared.'),
  timeZone,
  skew: is.share.default(0.3).describe('Largest distance from the training data that is no skew.'),
  drift: is.share.default(0.3).describe('Largest distance from the window before that is no drift.'),
  thresholds: z
    .record(z.string(), is.share)
    .default({})
    .describe('Thresholds of single features, for both.')
    .meta({ errorMessage: 'a mapping of features to thresholds, such as { tenure: 0.1 }' }),
  measure: z
    .enum(['jensen-shannon', 'l-infinity'])
    .default('jensen-shannon')
    .describe('What a distance is: Jensen-Shannon divergence, or the largest difference of a share.'),
  windowHours: z
    .int()
    .min(1)
    .max(720)
    .default(24)
    .describe('Length of a window. Of a schedule that is rarer, it is the time between two.'),
  alertAfter: alertAfter.prefault({}),
}).describe('How logged predictions are compared with training data and with the window before. From level 1.');
