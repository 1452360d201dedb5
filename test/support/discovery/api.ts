/** An API of Google, as its discovery document describes it: judges calls and what comes back. */
import Ajv, { type ValidateFunction } from 'ajv';
import { readFileSync } from 'node:fs';
import { type DiscoveryDocument, type DiscoveryMethod, type DiscoverySchema, extractFile } from './extract';

export interface MatchedCall {
  readonly method: string;
  /** From the path, as `{ parent: 'projects/p/locations/l' }`. */
  readonly parameters: Readonly<Record<string, string>>;
}

export class DiscoveredApi {
  private readonly document: DiscoveryDocument;
  private readonly patterns: readonly { readonly method: DiscoveryMethod; readonly pattern: RegExp }[];
  private readonly validators = new Map<string, ValidateFunction>();
  private readonly ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });

  /** @param name such as `aiplatform.v1` */
  constructor(name: string) {
    this.document = JSON.parse(readFileSync(extractFile(name), 'utf8')) as DiscoveryDocument;
    const methods = Object.values(this.document.methods ?? {});
    this.patterns = methods.map((method) => ({ method, pattern: this.pattern(method) }));
  }

  /** The method that a call is of; `undefined` when it is none. */
  match(httpMethod: string, path: string): MatchedCall | undefined {
    for (const { method, pattern } of this.patterns) {
      const found = method.httpMethod === httpMethod ? pattern.exec(path) : null;
      if (!found) continue;
      const parameters = Object.entries(found.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]);
      return { method: method.id, parameters: Object.fromEntries(parameters) as Record<string, string> };
    }
    return undefined;
  }

  /** What is wrong with the query of a call: unknown parameters, and values of another type. */
  queryProblems(method: string, query: URLSearchParams): string[] {
    const known = { ...this.document.parameters, ...this.method(method).parameters };
    return [...query].flatMap(([name, value]) => {
      const parameter = known[name];
      if (parameter?.location !== 'query') return [`unknown query parameter ${name}`];
      const wrong = parameter.type === 'integer' && !/^-?\d+$/.test(value);
      return wrong ? [`query parameter ${name} must be an integer, not "${value}"`] : [];
    });
  }

  /** What is wrong with the body of a call. What Google alone may set counts as unknown. */
  requestProblems(method: string, body: unknown): string[] {
    const ref = this.method(method).request?.$ref;
    if (ref === undefined) return body === undefined ? [] : ['the method takes no body'];
    return this.problems(ref, body, 'request');
  }

  responseProblems(method: string, body: unknown): string[] {
    return this.problems(this.method(method).response!.$ref, body, 'response');
  }

  /** What is wrong with a value that is to be of a schema. */
  problems(schema: string, value: unknown, role: 'request' | 'response' = 'response'): string[] {
    const key = `${role} ${schema}`;
    const validate = this.validators.get(key) ?? this.compile(schema, role);
    this.validators.set(key, validate);
    return validate(value)
      ? []
      : (validate.errors ?? []).map(
          ({ instancePath, message, params }) => `${schema}${instancePath} ${message} ${JSON.stringify(params)}`,
        );
  }

  private method(id: string): DiscoveryMethod {
    return this.document.methods![id]!;
  }

  /** `v1/{+parent}/pipelineJobs`: with a plus, the value may hold slashes, and its own pattern says which. */
  private pattern({ path, parameters }: DiscoveryMethod): RegExp {
    const template = `/${this.document.servicePath}${path}`.replace(/[.:]/g, '\\$&');
    const text = template.replace(/\{(\+?)(\w+)\}/g, (_, plus: string, name: string) => {
      const own = parameters[name]?.pattern?.slice(1, -1);
      return `(?<${name}>${plus ? (own ?? '.+') : '[^/]+'})`;
    });
    return new RegExp(`^${text}$`);
  }

  private compile(schema: string, role: 'request' | 'response'): ValidateFunction {
    const definitions = Object.entries(this.document.schemas).map(([name, each]) => [name, jsonSchema(each, role)]);
    return this.ajv.compile({ definitions: Object.fromEntries(definitions), $ref: `#/definitions/${schema}` });
  }
}

/** A schema of discovery as JSON Schema. Google refuses names that it does not know. */
function jsonSchema(schema: DiscoverySchema, role: 'request' | 'response'): object {
  if (schema.$ref) return { $ref: `#/definitions/${schema.$ref}` };
  const properties = Object.entries(schema.properties ?? {}).filter(
    ([, each]) => role === 'response' || !each.readOnly,
  );
  return {
    ...(schema.type && schema.type !== 'any' && { type: schema.type }),
    ...(schema.enum && { enum: schema.enum }),
    ...(schema.format === 'byte' && { pattern: '^[A-Za-z0-9+/]*={0,2}$' }),
    ...(schema.format === 'google-datetime' && { pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$' }),
    ...(schema.items && { items: jsonSchema(schema.items, role) }),
    ...(schema.additionalProperties && { additionalProperties: jsonSchema(schema.additionalProperties, role) }),
    ...(schema.properties && {
      properties: Object.fromEntries(properties.map(([name, each]) => [name, jsonSchema(each, role)])),
      additionalProperties: false,
    }),
  };
}
