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

const worst = z
  .record(is.metric, z.number())
  .default({})
  .meta({ errorMessage: 'a mapping of metrics to their worst values, such as { auc: 0.7, log_loss: 0.6 }' });

export const promotion = object({
  mode: z
    .enum(['enabled', 'dry-run', 'disabled'])
    .default('enabled')
    .describe('`dry-run` compares and reports; `disabled` does nothing.'),
  metric: is.metric.default('auc').describe('The metric that decides between challenger and champion.'),
  direction: z
    .enum(['auto', 'higher', 'lower'])
    .default('auto')
    .describe('Which is better. `auto` knows it for the metrics of the reference pipelines.'),
  minGain: z.number().min(0).default(0.005).describe('The challenger gains more than this, in units of the metric.'),
  minRelativeGain: z
    .number()
    .min(0)
    .max(10)
    .default(0)
    .describe("The challenger gains more than this share of the champion's value."),
  floors: worst.describe('Worst values that a champion may have.'),
  sliceFloors: worst.describe('The same for every slice.'),
  maxSliceLoss: is.share.default(1).describe('Largest loss of the metric that is accepted in a slice; 1 accepts any.'),
  canary: is.canary
    .default([10, 50, 100])
    .describe('Shares of the traffic that the challenger gets, one after another.'),
  bakeMinutes: z.int().min(0).max(1440).default(30).describe('Minutes that each share is watched for.'),
  errorRatio: is.share.optional().describe('Share of failed predictions that ends it. Default: that of `alerts`.'),
  latencyP95Ms: z
    .int()
    .min(1)
    .optional()
    .describe('95th percentile of latency, in milliseconds, that ends it. Default: that of `alerts`.'),
  maxSkew: is.share.optional().describe('Skew of a feature that ends it. Default: `monitoring.skew`, or none.'),
  pipeline: is.pipeline.default('promotion').describe('The pipeline that promotes; or a compiled one.'),
  parameters: parameters.describe('Values of its parameters, besides those that the kit fills in.'),
}).describe(
  'How a model that a training registered as challenger becomes the champion: by a comparison, then share by share of the traffic, and back when something is wrong. A training without it makes its winner the champion itself. From level 1 by `mlops run promotion --cloud`, from level 2 by itself.',
);
