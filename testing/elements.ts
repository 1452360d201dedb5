import { isObject, type Json, type JsonObject, sortedWithout, type StackJson } from './stack-json';

/** A resource, data source or output of a stack. */
export interface TemplateResource {
  readonly stack: string;
  /** Terraform's address within the stack: `google_storage_bucket.Data_1A2B3C4D`. */
  readonly address: string;
  /** `google_storage_bucket`, `data.google_project`, `output`. */
  readonly type: string;
  /** Arguments, as Terraform spells them. */
  readonly properties: JsonObject;
  /**
   * Path of the construct in the tree.
   * @default - not known: the JSON has no metadata
   */
  readonly path?: string;
  /**
   * Kind of the capability that it belongs to.
   * @default - none, or not known
   */
  readonly capability?: string;
}

/** The addressed elements of a stack. */
export function elementsOf({ name, json }: StackJson, capabilities?: ReadonlyMap<string, string>): TemplateResource[] {
  const element = (type: string, id: string, content: Json): TemplateResource => {
    const address = `${type}.${id}`;
    const properties = sortedWithout(content, (key) => key === '//') as JsonObject;
    return { stack: name, address, type, properties, path: pathOf(content), capability: capabilities?.get(address) };
  };
  return [
    ...blocks(json.resource).map(([type, id, content]) => element(type, id, content)),
    ...blocks(json.data).map(([type, id, content]) => element(`data.${type}`, id, content)),
    ...Object.entries(objectOf(json.output)).map(([id, content]) => element('output', id, content)),
  ];
}

/** `{type: {id: content}}` as a list. */
const blocks = (byType: Json | undefined): [string, string, Json][] =>
  Object.entries(objectOf(byType)).flatMap(([type, byId]) =>
    Object.entries(objectOf(byId)).map(([id, content]): [string, string, Json] => [type, id, content]),
  );

const objectOf = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});

/** CDKTF notes the construct's path in the comment of each element. */
function pathOf(content: Json): string | undefined {
  const metadata = objectOf(objectOf(objectOf(content)['//']).metadata);
  return typeof metadata.path === 'string' ? metadata.path : undefined;
}
