/** What a move of levels needs to know of the Terraform JSON of a stack. */

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** A resource or data source as Terraform reads it. */
export interface Declared {
  readonly type: string;
  /** As written, `depends_on` and `lifecycle` among them. */
  readonly arguments: JsonObject;
}

export interface Moved {
  readonly from: string;
  readonly to: string;
}

/** A stack of one level. */
export interface TerraformStackJson {
  readonly name: string;
  readonly resources: ReadonlyMap<string, Declared>;
  readonly data: ReadonlyMap<string, Declared>;
  readonly moved: readonly Moved[];
  /** Addresses that Terraform forgets without destroying what is there. */
  readonly letGo: ReadonlySet<string>;
  /** Where the state is, and the project and region of resources that name none: nothing may change there. */
  readonly settings: ReadonlyMap<string, Json>;
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object itself; an empty one in the place of anything else. */
export const objectOf = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});

export const listOf = (value: Json | undefined): readonly Json[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];

/** Reads the content of a `cdk.tf.json`. */
export function readStack(name: string, json: JsonObject): TerraformStackJson {
  const moved = listOf(json.moved).map((block) => objectOf(block) as unknown as Moved);
  return {
    name,
    resources: declared(json.resource, ''),
    data: declared(json.data, 'data.'),
    moved,
    letGo: new Set(listOf(json.removed).flatMap(letGoBy)),
    settings: settingsOf(json),
  };
}

/** The address of a `removed` block that destroys nothing. */
function letGoBy(block: Json): string[] {
  const { from, lifecycle } = objectOf(block);
  const [first] = listOf(lifecycle);
  return typeof from === 'string' && objectOf(first).destroy === false ? [from] : [];
}

function declared(byType: Json | undefined, prefix: string): Map<string, Declared> {
  const entries = Object.entries(objectOf(byType)).flatMap(([type, byId]) =>
    Object.entries(objectOf(byId)).map(([id, content]): [string, Declared] => {
      const args = Object.entries(objectOf(content)).filter(([name]) => name !== '//');
      return [`${prefix}${type}.${id}`, { type, arguments: Object.fromEntries(args) }];
    }),
  );
  return new Map(entries);
}

function settingsOf(json: JsonObject): Map<string, Json> {
  const settings = new Map<string, Json>();
  for (const [kind, backend] of Object.entries(objectOf(objectOf(json.terraform).backend)))
    settings.set(`terraform.backend.${kind}`, backend);
  for (const [name, blocks] of Object.entries(objectOf(json.provider))) {
    for (const block of listOf(blocks)) {
      const { project, region, zone, alias } = objectOf(block);
      const provider = ['provider', name, ...(typeof alias === 'string' ? [alias] : [])].join('.');
      for (const [argument, value] of Object.entries({ project, region, zone }))
        if (value !== undefined) settings.set(`${provider}.${argument}`, value);
    }
  }
  return settings;
}
