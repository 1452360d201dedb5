import { Expressions, type Parameters } from './expression';
import { type Arguments, type StackJson, withoutHash, withoutNote } from './stack-json';

export interface Resource {
  readonly address: string;
  readonly type: string;
  readonly id: string;
  readonly args: Arguments;
}

/** Where the L1 class of a resource type is: package, module below lib, and the barrel's name for that module. */
export interface L1 {
  readonly package: string;
  readonly module: string;
  readonly className: string;
}

const pascalCase = (words: string): string =>
  words
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

/** Types that only google-beta has in the provider's release of the kit. */
const BETA = new Set([
  'google_project_service_identity',
  'google_vertex_ai_endpoint_iam_member',
  'google_vertex_ai_metadata_store',
]);

export function l1Of({ type }: Resource): L1 {
  const dashed = type.replaceAll('_', '-');
  if (type.startsWith('time_')) return l1('@cdktf/provider-time', dashed.replace('time-', ''));
  if (BETA.has(type)) return l1('@cdktf/provider-google-beta', dashed);
  return l1('@cdktf/provider-google', dashed.replace('google-', ''));
}

const l1 = (name: string, module: string): L1 => ({ package: name, module, className: pascalCase(module) });

/** Resources of a stack, each after those that it refers to. */
export function resourcesOf(stack: StackJson): Resource[] {
  const all = Object.entries(stack.resource).flatMap(([type, byId]) =>
    Object.entries(byId).map(([id, args]) => ({ address: `${type}.${id}`, type, id, args: withoutNote(args) })),
  );
  const byAddress = new Map(all.map((resource) => [resource.address, resource]));
  const ordered = new Set<Resource>();
  const add = (resource: Resource): void => {
    for (const [word] of JSON.stringify(resource.args).matchAll(/(?:google|time)_[a-z0-9_]+\.[A-Za-z0-9_-]+/g)) {
      const target = byAddress.get(word);
      if (target && target !== resource && !ordered.has(target)) add(target);
    }
    ordered.add(resource);
  };
  for (const resource of all) if (!ordered.has(resource)) add(resource);
  return [...ordered];
}

export const variableOf = (address: string): string => `r_${withoutHash(address).replace(/[^A-Za-z0-9]/g, '_')}`;

/** One statement that makes the resource. */
export function statementOf(resource: Resource, classOf: (l1: L1) => string, parameters: Parameters): string {
  const { depends_on: dependsOn, provider, ...args } = resource.args;
  const variable = (address: string) => parameterless(variableOf(address), parameters);
  const expressions = new Expressions(variable, parameters);
  const extras = [
    ...(provider === undefined ? [] : ['provider: beta']),
    ...(dependsOn === undefined ? [] : [`dependsOn: [${(dependsOn as string[]).map(variable).join(', ')}]`]),
  ];
  const config = [`...${expressions.of(args)}`, ...extras].join(', ');
  const id = expressions.text(withoutHash(resource.id));
  return `const ${variable(resource.address)} = new ${classOf(l1Of(resource))}(stack, ${id}, { ${config} });`;
}

/** The variable of a model's resource is the same for all models. */
const parameterless = (name: string, parameters: Parameters): string =>
  [...parameters.keys()].reduce((text, word) => text.replaceAll(word.replace(/[^A-Za-z0-9]/g, '_'), 'X'), name);
