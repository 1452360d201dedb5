/** Names that placeholders such as `{{$.inputs.parameters['x']}}` and `IfPresent` refer to. */
export interface PlaceholderNames {
  readonly inputs: Set<string>;
  readonly outputs: Set<string>;
}

export function placeholderNames(value: unknown): PlaceholderNames {
  const names: PlaceholderNames = { inputs: new Set(), outputs: new Set() };
  collect(value, names);
  return names;
}

function collect(value: unknown, names: PlaceholderNames): void {
  if (typeof value === 'string') collectFromText(value, names);
  else if (value !== null && typeof value === 'object') Object.values(value).forEach((item) => collect(item, names));
}

function collectFromText(text: string, { inputs, outputs }: PlaceholderNames): void {
  for (const [, side, name] of text.matchAll(/\$\.(inputs|outputs)\.(?:parameters|artifacts)\['([^']+)'\]/g)) {
    (side === 'inputs' ? inputs : outputs).add(name!);
  }
  for (const [, name] of text.matchAll(/"InputName": ?"([^"]+)"/g)) inputs.add(name!);
}
