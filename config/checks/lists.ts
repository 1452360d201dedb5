import { type Finding } from '../source';
import { type ConfigPath } from '../problems';
import { rule } from './rule';

export const namesAreNotRepeated = rule('No list of names holds a name twice.', (config) =>
  repeats({ ...config, overrides: undefined }, []),
);

function repeats(value: unknown, path: ConfigPath): Finding[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => repeat(value, item, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => repeats(item, [...path, key]));
}

function repeat(list: readonly unknown[], item: unknown, path: ConfigPath): Finding[] {
  const first = list.indexOf(item);
  if (typeof item !== 'string' || first === path.at(-1)) return [];
  return [{ path, message: 'this is in the list already', given: item, allowed: 'each name once', fix: 'remove it' }];
}
