/** Finds the part of the schema that a path of the config file is about. */
import * as z from 'zod';
import { configSchema } from '../schema';
import { type ConfigPath } from '../problems';

/** The schema for the value at `path`; `undefined` when the path leads out of the schema. `root` chooses among the members of a union. */
export function schemaAt(path: ConfigPath, root: unknown): z.ZodType | undefined {
  let schema: z.ZodType | undefined = configSchema;
  let value = root;
  for (const part of path) {
    schema = schema && child(bare(schema), part, value);
    value = valueAt(value, [part]);
  }
  return schema;
}

/** The plain value at `path`; `undefined` when there is none. */
export function valueAt(root: unknown, path: ConfigPath): unknown {
  return path.reduce<unknown>((value, part) => {
    const inside = typeof value === 'object' && value !== null && Object.hasOwn(value, part);
    return inside ? (value as Record<PropertyKey, unknown>)[part] : undefined;
  }, root);
}

/** The schema without its wrappers for defaults and absence. */
export function bare(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional) {
    return bare(schema.unwrap() as z.ZodType);
  }
  return schema;
}

/** Keys that a mapping of this schema may have; `undefined` when it is no mapping or has free keys. */
export function knownKeys(schema: z.ZodType, value: unknown): string[] | undefined {
  const object = bare(schema);
  if (object instanceof z.ZodDiscriminatedUnion) return Object.keys(member(object, value)?.shape ?? {});
  return object instanceof z.ZodObject ? Object.keys(object.shape) : undefined;
}

/** The schema for the keys of a mapping with free keys. */
export function keySchema(record: z.ZodType | undefined): z.ZodType {
  const schema = record && bare(record);
  return schema instanceof z.ZodRecord ? (schema.keyType as z.ZodType) : z.string();
}

function child(schema: z.ZodType, part: PropertyKey, value: unknown): z.ZodType | undefined {
  if (schema instanceof z.ZodObject) return Object.hasOwn(schema.shape, part) ? schema.shape[String(part)] : undefined;
  if (schema instanceof z.ZodRecord) return schema.valueType as z.ZodType;
  if (schema instanceof z.ZodArray) return schema.element as z.ZodType;
  if (schema instanceof z.ZodTuple) return schema.def.items[Number(part)] as z.ZodType | undefined;
  if (!(schema instanceof z.ZodDiscriminatedUnion)) return undefined;
  const chosen = member(schema, value);
  if (chosen) return child(chosen, part, value);
  return part === schema.def.discriminator ? discriminator(schema) : undefined;
}

function member(union: z.ZodDiscriminatedUnion, value: unknown): z.ZodObject | undefined {
  const { discriminator: key, options } = union.def;
  const given = valueAt(value, [key]);
  return (options as z.ZodObject[]).find((option) => option.shape[key]?.safeParse(given).success);
}

function discriminator(union: z.ZodDiscriminatedUnion): z.ZodType {
  const { discriminator: key, options } = union.def;
  const literals = (options as z.ZodObject[]).flatMap(
    (option) => (option.shape[key] as z.ZodLiteral<string>).def.values,
  );
  return z.enum(literals as [string, ...string[]]);
}
