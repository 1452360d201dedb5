/** What holds for the pipelines of all models: what level 1 adds to a platform. */
import * as z from 'zod';
import * as is from '../patterns';
import { object } from './object';
import { parameters } from './training';

export const pipelines = object({
  image: is.imageByDigest
    .optional()
    .describe(
      'Image of the Python steps (pipelines/image). Default: a stock Python image, in which each step installs its packages.',
    ),
  parameters: parameters.describe('Parameters of every pipeline that has them.'),
  keepRunsDays: z.int().min(7).max(3650).default(180).describe('Days that the artifacts of a run are kept.'),
}).describe('Pipelines on Vertex AI. From level 1.');
