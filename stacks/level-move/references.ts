import { isObject, type Json, type JsonObject } from './terraform-stack';

/** `${`, but not the escaped `$${`, which is text. */
const INTERPOLATION = /(?<!\$)\$\{/;
/** `google_storage_bucket.Data` or `data.google_project.This`, wherever it stands in an expression. */
export const ADDRESS = /(?:data\.)?[a-z][a-z0-9_]*\.[A-Za-z_][\w-]*/g;
/** `google_storage_bucket.Data.name`, wherever it stands in an expression. */
const REFERENCE = /((?:data\.)?[a-z][a-z0-9_]*\.[A-Za-z_][\w-]*)(?:\[[^\]]*\])?\.([a-z_]+)/g;

/** What an argument takes from another resource. */
export interface Reference {
  /** Path of the argument, without indexes. */
  readonly argument: string;
  readonly address: string;
  readonly attribute: string;
  /** The whole expression. */
  readonly text: string;
}

/** Every reference in the arguments of a resource. */
export function referencesOf(value: Json, argument = ''): Reference[] {
  if (typeof value === 'string') {
    if (!INTERPOLATION.test(value)) return [];
    return [...value.matchAll(REFERENCE)].map(([, address, attribute]) => ({
      argument,
      address: address!,
      attribute: attribute!,
      text: value,
    }));
  }
  if (Array.isArray(value)) return value.flatMap((item) => referencesOf(item, argument));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, item]) =>
    referencesOf(item, argument === '' ? name : `${argument}.${name}`),
  );
}

/** The same value with addresses renamed, in `depends_on` and in expressions. */
export function renamed<T extends Json>(value: T, addresses: ReadonlyMap<string, string>): T {
  if (addresses.size === 0) return value;
  const text = JSON.stringify(value).replace(ADDRESS, (address) => addresses.get(address) ?? address);
  return JSON.parse(text) as T;
}

/** Addresses that a data source waits for by `depends_on`. */
export const awaited = ({ depends_on: addresses }: JsonObject): readonly string[] =>
  Array.isArray(addresses) ? addresses.map(String) : [];
