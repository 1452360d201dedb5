/** Reads what the providers cannot change in place. Beside the script that writes it, so that a test can compare. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type TypeRules } from '../../stacks/level-move/replacement-rules';

interface Rule {
  readonly forceNew?: boolean;
}

interface Block {
  readonly attributes?: Readonly<Record<string, { readonly type: unknown }>>;
  readonly block_types?: Readonly<Record<string, { readonly nesting_mode: string; readonly block: Block }>>;
}

interface Provider {
  readonly schemas: Readonly<Record<string, { readonly block: Block }>>;
  readonly rules: Readonly<
    Record<string, { readonly attributes: Readonly<Record<string, Rule>>; readonly customizeDiff?: boolean }>
  >;
}

/** A package of bindings, the provider's name, and what its types begin with when the file's name doesn't say it. */
const BINDINGS: Readonly<Record<string, { readonly provider: string; readonly prefix: string }>> = {
  'provider-google': { provider: 'google', prefix: 'google-' },
  'provider-google-beta': { provider: 'google-beta', prefix: '' },
  'provider-time': { provider: 'time', prefix: 'time-' },
};

/** Every resource type that the sources below a folder import a binding of, with the providers it comes from. */
export function resourceTypes(folder: string): Map<string, readonly string[]> {
  const types = new Map<string, readonly string[]>();
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!path.endsWith('.ts')) continue;
    const text = readFileSync(join(folder, path), 'utf8');
    for (const [, bindings, name] of text.matchAll(/@cdktf\/(provider-[a-z-]+)\/lib\/([a-z0-9-]+)/g)) {
      const { provider, prefix } = BINDINGS[bindings!]!;
      if (name === 'provider' || name!.startsWith('data-')) continue;
      const type = `${prefix}${name}`.replaceAll('-', '_');
      types.set(type, [...new Set([...(types.get(type) ?? []), provider])].sort());
    }
  }
  return new Map([...types].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * The rules of resource types. Of a type that two providers have, whatever makes it anew in either.
 *
 * @throws Error for a type that a provider does not have
 */
export function replacementRules(
  folder: string,
  types: ReadonlyMap<string, readonly string[]>,
): Record<string, TypeRules> {
  const providers = new Map<string, Provider>();
  const providerOf = (name: string): Provider => {
    if (!providers.has(name)) providers.set(name, readProvider(folder, name));
    return providers.get(name)!;
  };
  return Object.fromEntries(
    [...types].map(([type, names]) => [type, united(names.map((name) => typeRules(providerOf(name), name, type)))]),
  );
}

function readProvider(folder: string, name: string): Provider {
  const read = (kind: string) =>
    JSON.parse(gunzipSync(readFileSync(join(folder, `${name}.${kind}.json.gz`))).toString()) as unknown;
  const { resource_schemas: schemas } = read('schema') as { resource_schemas: Provider['schemas'] };
  const { resources: rules } = read('rules') as { resources: Provider['rules'] };
  return { schemas, rules };
}

function typeRules({ schemas, rules }: Provider, provider: string, type: string): TypeRules {
  const [schema, ofType] = [schemas[type], rules[type]];
  if (!schema || !ofType) throw new Error(`provider ${provider} has no resource ${type}`);
  const found = { replace: [] as string[], replaceByCount: [] as string[], sets: [] as string[] };
  const visit = (block: Block, prefix: string): void => {
    for (const [name, { type }] of Object.entries(block.attributes ?? {})) {
      const path = `${prefix}${name}`;
      if (ofType.attributes[path]?.forceNew) found.replace.push(path);
      if (Array.isArray(type) && type[0] === 'set') found.sets.push(path);
    }
    for (const [name, { nesting_mode: mode, block: inner }] of Object.entries(block.block_types ?? {})) {
      const path = `${prefix}${name}`;
      if (mode === 'set') found.sets.push(path);
      if (ofType.attributes[path]?.forceNew) found[mode === 'set' ? 'replace' : 'replaceByCount'].push(path);
      visit(inner, `${path}.`);
    }
  };
  visit(schema.block, '');
  return { ...found, ...(ofType.customizeDiff && { decidesMore: true }) };
}

function united(all: readonly TypeRules[]): TypeRules {
  const every = (list: (rules: TypeRules) => readonly string[]) => [...new Set(all.flatMap(list))].sort();
  return {
    replace: every((rules) => rules.replace),
    replaceByCount: every((rules) => rules.replaceByCount),
    sets: every((rules) => rules.sets),
    ...(all.some((rules) => rules.decidesMore) && { decidesMore: true }),
  };
}
