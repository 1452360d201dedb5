/** What of Google's discovery documents the kit's calls and messages need, without the descriptions. */
import { join } from 'node:path';

export interface DiscoveryMethod {
  readonly id: string;
  readonly httpMethod: string;
  /** Template of RFC 6570, below the root. */
  readonly path: string;
  readonly parameters: Readonly<Record<string, DiscoveryParameter>>;
  readonly request?: { readonly $ref: string };
  readonly response?: { readonly $ref: string };
  /** Where content itself is sent to, in one piece. */
  readonly mediaUpload?: { readonly protocols: { readonly simple: { readonly path: string } } };
  /** Whether `alt=media` answers the content itself. */
  readonly supportsMediaDownload?: boolean;
}

export type DiscoveryParameter = DiscoverySchema & {
  readonly location: 'path' | 'query';
  readonly required?: boolean;
};

export interface DiscoverySchema {
  readonly type?: string;
  readonly $ref?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly readOnly?: boolean;
  readonly items?: DiscoverySchema;
  readonly properties?: Readonly<Record<string, DiscoverySchema>>;
  readonly additionalProperties?: DiscoverySchema;
}

/** A document, or an extract of one. */
export interface DiscoveryDocument {
  readonly id: string;
  readonly servicePath: string;
  readonly parameters: Readonly<Record<string, DiscoveryParameter>>;
  readonly schemas: Readonly<Record<string, DiscoverySchema>>;
  readonly resources?: Readonly<Record<string, Resource>>;
  readonly methods?: Readonly<Record<string, DiscoveryMethod>>;
}

interface Resource {
  readonly methods?: Readonly<Record<string, DiscoveryMethod>>;
  readonly resources?: Readonly<Record<string, Resource>>;
}

/** The calls that the kit makes, and the schemas of what Google sends it, by API. */
export const EXTRACTS: Readonly<
  Record<string, { readonly methods: readonly string[]; readonly schemas?: readonly string[] }>
> = {
  'aiplatform.v1': {
    methods: [
      'aiplatform.projects.locations.pipelineJobs.create',
      'aiplatform.projects.locations.pipelineJobs.list',
      'aiplatform.projects.locations.pipelineJobs.get',
      'aiplatform.projects.locations.metadataStores.contexts.create',
      'aiplatform.projects.locations.metadataStores.contexts.addContextChildren',
      'aiplatform.projects.locations.models.get',
      'aiplatform.projects.locations.models.upload',
      'aiplatform.projects.locations.models.mergeVersionAliases',
      'aiplatform.projects.locations.endpoints.get',
      'aiplatform.projects.locations.endpoints.patch',
      'aiplatform.projects.locations.endpoints.deployModel',
      'aiplatform.projects.locations.endpoints.undeployModel',
      'aiplatform.projects.locations.endpoints.operations.get',
      'aiplatform.projects.locations.endpoints.operations.list',
      'aiplatform.projects.locations.operations.get',
      'aiplatform.projects.locations.customJobs.create',
      'aiplatform.projects.locations.hyperparameterTuningJobs.create',
    ],
  },
  'bigquery.v2': { methods: ['bigquery.jobs.query', 'bigquery.jobs.getQueryResults'] },
  'monitoring.v3': { methods: ['monitoring.projects.timeSeries.create', 'monitoring.projects.timeSeries.list'] },
  'storage.v1': { methods: ['storage.objects.get', 'storage.objects.insert', 'storage.objects.rewrite'] },
  'pubsub.v1': { methods: ['pubsub.projects.topics.publish'] },
  'cloudscheduler.v1': { methods: [], schemas: ['PubsubTarget'] },
  'logging.v2': { methods: [], schemas: ['LogEntry'] },
  'cloudbuild.v1': { methods: [], schemas: ['Build'] },
};

/** Where an extract is kept. */
export const extractFile = (name: string): string => join(__dirname, `${name}.generated.json`);

export function extract(document: DiscoveryDocument, name: string): DiscoveryDocument {
  const wanted = EXTRACTS[name]!;
  const all = new Map(methodsIn(document.resources).map((method) => [method.id, method]));
  const methods = Object.fromEntries(wanted.methods.map((id) => [id, methodOf(all.get(id)!)]));
  const roots = Object.values(methods).flatMap(({ request, response }) => [request?.$ref, response?.$ref]);
  const schemas = reachable(document.schemas, [...(wanted.schemas ?? []), ...roots.filter((ref) => ref !== undefined)]);
  const { id, servicePath, parameters } = document;
  return plain({ id, servicePath, parameters, methods, schemas });
}

const methodsIn = (resources: DiscoveryDocument['resources'] = {}): DiscoveryMethod[] =>
  Object.values(resources).flatMap(({ methods = {}, resources: inner }) => [
    ...Object.values(methods),
    ...methodsIn(inner),
  ]);

const methodOf = (method: DiscoveryMethod): DiscoveryMethod => {
  const { id, httpMethod, path, parameters, request, response, mediaUpload, supportsMediaDownload } = method;
  return {
    ...{ id, httpMethod, path, parameters },
    ...(request && { request }),
    ...(response && { response }),
    ...(mediaUpload && { mediaUpload: { protocols: { simple: { path: mediaUpload.protocols.simple.path } } } }),
    ...(supportsMediaDownload && { supportsMediaDownload }),
  };
};

function reachable(schemas: DiscoveryDocument['schemas'], roots: readonly string[]): DiscoveryDocument['schemas'] {
  const found = new Set<string>();
  const add = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    JSON.stringify(schemas[name])
      .match(/(?<="\$ref":")[^"]+/g)
      ?.forEach(add);
  };
  roots.forEach(add);
  return Object.fromEntries([...found].sort().map((name) => [name, schemas[name]!]));
}

const PROSE = ['description', 'enumDescriptions', 'deprecated', 'enumDeprecated', 'annotations'];

/** Prose is dropped where it is prose: a property may be called "description" as well, and then holds a schema. */
function plain<T>(value: T): T {
  if (Array.isArray(value)) return value.map(plain) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(
    ([key, item]) =>
      !PROSE.includes(key) || (typeof item === 'object' && item !== null && ('type' in item || '$ref' in item)),
  );
  return Object.fromEntries(entries.map(([key, item]) => [key, plain(item as unknown)])) as T;
}
