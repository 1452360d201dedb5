/** The form of a build as data: which fields there are, in the order in which they are written. */
import { z } from 'zod';
import { type Build } from '../build';
import { artifacts } from './artifacts';
import { dependency, gitConfig } from './dependencies';
import { fields, text, textByName, texts } from './fields';
import { options } from './options';
import { availableSecrets, kmsSecret } from './secrets';
import { step } from './step';

/** A whole build. */
export const buildSchema = fields<Build>()({
  steps: z.array(step).min(1),
  timeout: text.optional(),
  queueTtl: text.optional(),
  logsBucket: text.optional(),
  options: options.optional(),
  substitutions: textByName.optional(),
  tags: texts.optional(),
  serviceAccount: text.optional(),
  availableSecrets: availableSecrets.optional(),
  secrets: z.array(kmsSecret).optional(),
  dependencies: z.array(dependency).optional(),
  gitConfig: gitConfig.optional(),
  images: texts.optional(),
  artifacts: artifacts.optional(),
});
