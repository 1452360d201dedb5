import { z } from 'zod';
import { type AvailableSecrets, type InlineSecret, type KmsSecret, type SecretManagerSecret } from '../secrets';
import { fields, text, textByName } from './fields';

export const availableSecrets = fields<AvailableSecrets>()({
  secretManager: z.array(fields<SecretManagerSecret>()({ versionName: text, env: text })).optional(),
  inline: z.array(fields<InlineSecret>()({ kmsKeyName: text, envMap: textByName })).optional(),
});

export const kmsSecret = fields<KmsSecret>()({ kmsKeyName: text, secretEnv: textByName });
