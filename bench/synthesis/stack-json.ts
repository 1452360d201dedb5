import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Arguments = Readonly<Record<string, unknown>>;

/** What a stack's cdk.tf.json holds, as far as the comparison needs it. */
export interface StackJson {
  readonly resource: Readonly<Record<string, Readonly<Record<string, Arguments>>>>;
  readonly output?: Readonly<Record<string, Arguments>>;
  readonly provider: Readonly<Record<string, readonly Arguments[]>>;
}

/** Stacks of an output folder by name, in the order of their names. */
export function stacksIn(folder: string): Map<string, StackJson> {
  const names = readdirSync(join(folder, 'stacks')).sort();
  const read = (name: string) =>
    JSON.parse(readFileSync(join(folder, 'stacks', name, 'cdk.tf.json'), 'utf8')) as StackJson;
  return new Map(names.map((name) => [name, read(name)]));
}

/** The end of an id that CDKTF makes from a path of constructs. */
const HASH = /_[0-9A-F]{8}$/;

export const withoutHash = (id: string): string => id.replace(HASH, '');

/** Arguments alone: CDKTF notes beside them where in the tree the resource was made. */
export const withoutNote = (args: Arguments): Arguments =>
  Object.fromEntries(Object.entries(args).filter(([name]) => name !== '//'));

const ADDRESS = /\b((?:google|time)_[a-z0-9_]+\.[A-Za-z0-9_-]+?)_[0-9A-F]{8}\b/g;

/**
 * Resources, outputs and providers of a stack in a form in which equal means: the same types, count, arguments and
 * references. Ids lose their hash, as a flat program has none, and the note of where a construct was is dropped.
 *
 * @throws Error when two resources become one that way
 */
export function comparable({ resource, output = {}, provider }: StackJson): string[] {
  const resources = Object.entries(resource).flatMap(([type, byId]) =>
    Object.entries(byId).map(([id, args]) => `${type}.${withoutHash(id)} ${sortedJson(withoutNote(args))}`),
  );
  const rest = [...Object.entries(output), ...Object.entries(provider)];
  const lines = [...resources, ...rest.map(([name, value]) => `${name} ${sortedJson(value)}`)].sort();
  if (new Set(lines.map((line) => line.split(' ')[0])).size !== lines.length)
    throw new Error('two resources of a stack differ in the hash of their ids only');
  return lines;
}

const sortedJson = (value: unknown): string => JSON.stringify(value, sortedKeys).replaceAll(ADDRESS, '$1');

function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** @throws Error naming the first stack and line in which two output folders differ */
export function refuseDifference(ours: string, theirs: string): number {
  const [here, there] = [stacksIn(ours), stacksIn(theirs)];
  let resources = 0;
  if ([...here.keys()].join() !== [...there.keys()].join())
    throw new Error(`stacks differ: ${[...here.keys()].join(', ')} and ${[...there.keys()].join(', ')}`);
  for (const [name, stack] of here) {
    const [mine, other] = [comparable(stack), comparable(there.get(name)!)];
    const missing = mine.find((line) => !other.includes(line)) ?? other.find((line) => !mine.includes(line));
    if (missing !== undefined) throw new Error(`${name} differs, in one of both only: ${missing}`);
    for (const byId of Object.values(stack.resource)) resources += Object.keys(byId).length;
  }
  return resources;
}
