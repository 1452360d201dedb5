import { type Json } from './stack-json';

/** `google_storage_bucket.Data` or `data.google_project.This`, wherever it stands in an expression. */
const ADDRESS = /(?:data\.)?[a-z][a-z0-9_]*\.[A-Za-z_][A-Za-z0-9_-]*/g;

/** `${`, but not the escaped `$${`, which is text. */
const INTERPOLATION = /(?<!\$)\$\{/;

/** Every text in a value that Terraform reads as an expression: interpolations, and the entries of `depends_on`. */
function expressions(value: Json, bare = false): string[] {
  if (typeof value === 'string') return bare || INTERPOLATION.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => expressions(item, bare || key === 'depends_on'));
}

/** The addresses, out of the known ones, that a resource's arguments refer to. */
export function referencesIn(properties: Json, known: { has(address: string): boolean }): string[] {
  const found = expressions(properties).flatMap((text) => text.match(ADDRESS) ?? []);
  return [...new Set(found)].filter((address) => known.has(address));
}
