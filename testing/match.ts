import { isDeepStrictEqual } from 'node:util';
import { isObject, type Json } from './stack-json';

/** What is expected of a value: a part of an object, or the value itself. `undefined` expects absence. */
export type Expected = Json | undefined | { readonly [key: string]: Expected } | readonly Expected[];

const shown = (value: Json | undefined) => (value === undefined ? 'absent' : JSON.stringify(value));

/**
 * Says how a value differs from what is expected of it; nothing when it matches. An object may have more keys than
 * expected; a list has as many items as expected, in that order.
 */
export function mismatches(actual: Json | undefined, expected: Expected, path = ''): string[] {
  const at = (key: string | number) => (path === '' ? String(key) : `${path}.${key}`);
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return [`${path} is ${shown(actual)}, not a list`];
    if (actual.length !== expected.length)
      return [`${path} has ${actual.length} items, not ${expected.length}: ${shown(actual)}`];
    return expected.flatMap((item: Expected, index) => mismatches(actual[index], item, at(index)));
  }
  if (typeof expected === 'object' && expected !== null) {
    if (!isObject(actual)) return [`${path} is ${shown(actual)}, not an object`];
    return Object.entries(expected).flatMap(([key, value]) => mismatches(actual[key], value, at(key)));
  }
  return isDeepStrictEqual(actual, expected) ? [] : [`${path} is ${shown(actual)}, not ${shown(expected)}`];
}
