/** The schema as a flat list of mappings, in reading order: what a reference page has sections for. */
import * as z from 'zod';
import { allowedText } from '../explaining/allowed';
import { bare, keySchema } from '../explaining/schema-at';
import { valueText } from '../explaining/value-text';

/** One mapping of the file. */
export interface Block {
  /** Where it stands, as `environments.NAME`; empty for the root. */
  readonly path: string;
  /** Of a mapping that comes in several forms: the key and value that choose this one, as `host: github`. */
  readonly form?: string;
  readonly description: string;
  readonly entries: readonly Entry[];
}

/** One key of a mapping. */
export interface Entry {
  readonly key: string;
  /** The value in words. Of a mapping with a block of its own: the names in it, if they are free. */
  readonly allowed?: string;
  /** The block that describes the value: the first one if it comes in several forms. */
  readonly block?: Pick<Block, 'path' | 'form'>;
  readonly required: boolean;
  /** What holds when the key is left out, if that can be said in one line. */
  readonly default?: string;
  readonly meaning: string;
}

export function blocksOf(schema: z.ZodType, path = '', meaning = descriptionOf(schema)): Block[] {
  const inner = bare(schema);
  if (inner instanceof z.ZodRecord) return blocksOf(inner.valueType as z.ZodType, `${path}.NAME`);
  if (inner instanceof z.ZodDiscriminatedUnion) {
    const { discriminator, options } = inner.def;
    return (options as z.ZodObject[]).flatMap((option) => {
      const literal = option.shape[discriminator] as z.ZodLiteral;
      return objectBlocks(
        option,
        path,
        literal.description ?? meaning,
        `${discriminator}: ${[...literal.values].join()}`,
      );
    });
  }
  return inner instanceof z.ZodObject ? objectBlocks(inner, path, meaning) : [];
}

function objectBlocks(object: z.ZodObject, path: string, description: string, form?: string): Block[] {
  const fields = Object.entries(object.shape) as [string, z.ZodType][];
  const at = (key: string) => (path === '' ? key : `${path}.${key}`);
  const entries = fields.map(([key, schema]) => entryOf(key, schema, at(key)));
  return [{ path, form, description, entries }, ...fields.flatMap(([key, schema]) => blocksOf(schema, at(key)))];
}

function entryOf(key: string, schema: z.ZodType, path: string): Entry {
  const absent = schema.safeParse(undefined);
  const block = blocksOf(schema, path)[0];
  const value = absent.success && absent.data !== undefined ? valueText(absent.data, Infinity) : undefined;
  return {
    key,
    ...(block === undefined ? { allowed: allowedText(schema), default: value } : { block, allowed: names(schema) }),
    required: !absent.success,
    meaning: descriptionOf(schema),
  };
}

function names(schema: z.ZodType): string | undefined {
  return bare(schema) instanceof z.ZodRecord ? `NAME is ${allowedText(keySchema(schema))}` : undefined;
}

function descriptionOf(schema: z.ZodType): string {
  const inner = bare(schema);
  return schema.description ?? inner.description ?? '';
}
