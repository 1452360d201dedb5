/** Says in words which values a schema allows: for error messages and for the reference page alike. */
import * as z from 'zod';
import { optionsText } from '../nearest';

type JsonSchema = z.core.JSONSchema.BaseSchema & { errorMessage?: string };

/** @param given What was given instead: of a long list of values those most like it are named. */
export function allowedText(schema: z.ZodType, given?: unknown): string {
  return describe(z.toJSONSchema(schema, { io: 'input', target: 'draft-7' }) as JsonSchema, given);
}

function describe(schema: JsonSchema, given?: unknown): string {
  if (schema.errorMessage !== undefined) return schema.errorMessage;
  const options = schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);
  if (options) return optionsText(options.map(String), typeof given === 'string' ? given : undefined);
  switch (schema.type) {
    case 'boolean':
      return 'true or false';
    case 'integer':
    case 'number':
      return `${schema.type === 'integer' ? 'a whole number' : 'a number'}${boundsText(schema)}`;
    case 'string':
      return `text${sizeText(schema.minLength, schema.maxLength, 'characters')}`;
    case 'array':
      return `a list${sizeText(schema.minItems, schema.maxItems, 'items')}, each ${describe(schema.items as JsonSchema)}`;
    case 'object':
      return objectText(schema);
    default:
      return schema.oneOf ? 'a mapping' : 'any value';
  }
}

function objectText({ properties, additionalProperties }: JsonSchema): string {
  if (!properties) return `a mapping of names, each to ${describe(additionalProperties as JsonSchema)}`;
  const keys = Object.keys(properties);
  return `a mapping with the ${keys.length === 1 ? 'key' : 'keys'} ${keys.join(', ')}`;
}

function boundsText(schema: JsonSchema): string {
  const bound = (value: unknown) =>
    typeof value === 'number' && Math.abs(value) < Number.MAX_SAFE_INTEGER ? value : undefined;
  const [low, high] = [bound(schema.minimum), bound(schema.maximum)];
  const [above, below] = [bound(schema.exclusiveMinimum), bound(schema.exclusiveMaximum)];
  if (low !== undefined && high !== undefined) return ` from ${low} to ${high}`;
  const parts = [
    low === undefined ? undefined : `of at least ${low}`,
    above === undefined ? undefined : `above ${above}`,
    high === undefined ? undefined : `at most ${high}`,
    below === undefined ? undefined : `below ${below}`,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? '' : ` ${parts.join(' and ')}`;
}

function sizeText(low: number | undefined, high: number | undefined, unit: string): string {
  if (low && high) return ` of ${low} to ${high} ${unit}`;
  if (low) return ` of at least ${low} ${low === 1 ? unit.replace(/s$/, '') : unit}`;
  return high ? ` of at most ${high} ${unit}` : '';
}
