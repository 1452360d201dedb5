import { isAtOrBelow, type TypeRules } from './replacement-rules';
import { isObject, type Json, type JsonObject, listOf, objectOf } from './terraform-stack';

/** One argument that differs. */
export interface ArgumentChange {
  /** Path without indexes: `lifecycle_rule.condition.age`. */
  readonly argument: string;
  /** Undefined when it was not there. */
  readonly from?: Json;
  /** Undefined when it is gone. */
  readonly to?: Json;
  /** What it follows from, when what is written is the same: `google_storage_bucket.Data.location`. */
  readonly follows?: string;
}

type Rules = Pick<TypeRules, 'sets' | 'replaceByCount'>;
type Value = Json | undefined;

/** Terraform's own: of these alone no change of the resource comes. */
const OF_TERRAFORM = ['depends_on', 'lifecycle', 'provider', 'count', 'for_each', 'connection', 'provisioner'];

/** The arguments that differ between two declarations of a resource, one value each, so that each can be looked up. */
export function argumentChanges(before: JsonObject, after: JsonObject, rules: Rules): ArgumentChange[] {
  const isIgnored = ignoredBy(after);
  const [from, to] = [providerArguments(before), providerArguments(after)];
  return keysOf(from, to)
    .flatMap((name) => changesAt(name, from[name], to[name], rules))
    .filter(({ argument }) => !isIgnored(argument));
}

/** The arguments that the provider sees. */
export const providerArguments = (all: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(all).filter(([name]) => !OF_TERRAFORM.includes(name)));

/** Whether Terraform leaves what is at a path as it is. */
export function ignoredBy({ lifecycle }: JsonObject): (argument: string) => boolean {
  const { ignore_changes: ignored } = objectOf(lifecycle);
  if (ignored === 'all') return () => true;
  const paths = listOf(ignored).map((path) =>
    String(path)
      .replace(/\["([^"]*)"\]/g, '.$1')
      .replace(/\[\d+\]/g, ''),
  );
  return (argument) => paths.some((path) => isAtOrBelow(argument, path));
}

function changesAt(path: string, from: Value, to: Value, rules: Rules): ArgumentChange[] {
  if (isSame(from, to)) return [];
  if (isBlock(from) || isBlock(to)) return blockChanges(path, listOf(from), listOf(to), rules);
  const [one, other] = rules.sets.includes(path) ? withoutShared(listOf(from), listOf(to)) : [[from], [to]];
  if (one.length + other.length === 0) return [];
  return [{ argument: path, ...(!isAbsent(from) && { from }), ...(!isAbsent(to) && { to }) }];
}

/** Blocks, and maps, which are written the same way. A single block may be written without its list. */
function blockChanges(path: string, from: readonly Json[], to: readonly Json[], rules: Rules): ArgumentChange[] {
  const [before, after] = rules.sets.includes(path) ? withoutShared(from, to) : [from, to];
  const inside = Array.from({ length: Math.max(before.length, after.length) }, (_, index) => {
    const [old, now] = [objectOf(before[index]), objectOf(after[index])];
    return keysOf(old, now).flatMap((name) => changesAt(`${path}.${name}`, old[name], now[name], rules));
  }).flat();
  const tellsCount = rules.replaceByCount.includes(path) || inside.length === 0;
  if (from.length === to.length || !tellsCount) return inside;
  return [{ argument: path, from: blocks(from.length), to: blocks(to.length) }, ...inside];
}

const blocks = (count: number) => (count === 1 ? '1 block' : `${count} blocks`);

/** What only one of two sets has. */
function withoutShared(from: readonly Json[], to: readonly Json[]): [readonly Json[], readonly Json[]] {
  const without = (items: readonly Json[], others: readonly Json[]) => {
    const known = new Set(others.map(textOf));
    return items.filter((item) => !known.has(textOf(item)));
  };
  return [without(from, to), without(to, from)];
}

const isAbsent = (value: Value): value is null | undefined => value === undefined || value === null;
const isBlock = (value: Value): boolean => isObject(value) || (Array.isArray(value) && value.some(isObject));
const isSame = (from: Value, to: Value): boolean => textOf(from ?? null) === textOf(to ?? null);

/** The same for equal values, whatever the order of their keys. */
const textOf = (value: Json): string =>
  JSON.stringify(value, (_, inner: Json) =>
    isObject(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );

const keysOf = (...objects: readonly JsonObject[]): string[] => [...new Set(objects.flatMap(Object.keys))];
