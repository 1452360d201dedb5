import * as z from 'zod';
import { allowedText } from '../../config/explaining/allowed';
import { bare } from '../../config/explaining/schema-at';
import { valueText } from '../../config/explaining/value-text';

/** One field of a document, with the path that leads to it. */
export interface Field {
  readonly path: string;
  readonly allowed: string;
  readonly required: boolean;
  /** What holds when it is left out, if that can be said in one line. */
  readonly default?: string;
  readonly meaning: string;
}

/** The fields of a document, those of mappings within it included: `limits.cooldownMinutes`, `inputs.NAME.type`. */
export function fieldsOf(schema: z.ZodType, path: readonly string[] = []): Field[] {
  const inner = bare(schema);
  if (inner instanceof z.ZodRecord) return fieldsOf(inner.valueType as z.ZodType, [...path, 'NAME']);
  if (inner instanceof z.ZodArray) return fieldsOf(inner.element as z.ZodType, [...path, 'ITEM']);
  if (!(inner instanceof z.ZodObject)) return [];
  return (Object.entries(inner.shape) as [string, z.ZodType][]).flatMap(([key, field]) => {
    const at = [...path, key];
    return [fieldOf(field, at), ...fieldsOf(field, at)];
  });
}

function fieldOf(schema: z.ZodType, path: readonly string[]): Field {
  const absent = schema.safeParse(undefined);
  const value = absent.success && absent.data !== undefined ? valueText(absent.data, Infinity) : undefined;
  return {
    path: path.join('.'),
    allowed: fieldsOf(schema).length > 0 ? kindOf(bare(schema)) : allowedText(schema),
    required: !absent.success,
    default: value,
    meaning: schema.description ?? bare(schema).description ?? '',
  };
}

/** Of what has fields of its own, below. */
const kindOf = (schema: z.ZodType): string =>
  schema instanceof z.ZodArray ? 'a list' : schema instanceof z.ZodRecord ? 'a mapping of names' : 'a mapping';
