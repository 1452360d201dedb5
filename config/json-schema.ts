/** The schema in the form that editors read. */
import * as z from 'zod';
import { configSchema } from './schema';

/**
 * JSON Schema (draft 7, which editors know best) of what a person writes in `mlops.yaml`.
 * It holds all that the loader checks in single values; how values go together is checked by the loader alone.
 */
export function configJsonSchema(): z.core.JSONSchema.BaseSchema {
  const { $schema, ...schema } = z.toJSONSchema(configSchema, { io: 'input', target: 'draft-7' });
  return { $schema, $id: 'mlops.schema.json', title: 'mlops.yaml', ...schema };
}
