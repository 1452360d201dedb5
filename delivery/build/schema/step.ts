import { z } from 'zod';
import { type BuildStep, type StepResult, type Volume } from '../step';
import { fields, flag, text, texts, whole } from './fields';

export const volume = fields<Volume>()({ name: text, path: text });

export const step = fields<BuildStep>()({
  id: text.optional(),
  name: text,
  waitFor: texts.optional(),
  dir: text.optional(),
  entrypoint: text.optional(),
  args: texts.optional(),
  env: texts.optional(),
  secretEnv: texts.optional(),
  automapSubstitutions: flag.optional(),
  volumes: z.array(volume).optional(),
  timeout: text.optional(),
  allowFailure: flag.optional(),
  allowExitCodes: z.array(whole).optional(),
  results: z
    .array(
      fields<StepResult>()({
        name: text,
        attestationContent: text.optional(),
        attestationType: text.optional(),
      }),
    )
    .optional(),
  script: text.optional(),
});
