import { ParameterRef } from './references';

/** A string built from parameters when the pipeline runs. Make it with `text`. */
export class Text {
  public constructor(public readonly parts: readonly (string | ParameterRef)[]) {}
}

/**
 * A string with parameters in it, for any string that goes into a component: `` text`gs://${p.inputs.bucket}/model` ``.
 * Lists and structs given to a component may hold such strings, and string parameters, at any depth.
 */
export function text(strings: TemplateStringsArray, ...values: readonly (string | Text | ParameterRef)[]): Text {
  const inserted = values.map((value) => (value instanceof Text ? value.parts : [value]));
  const parts = strings.flatMap((piece, index) => [piece, ...(inserted[index] ?? [])]);
  return new Text(parts.filter((part) => part !== ''));
}

/** The parameters in a text, list or struct, at any depth. */
export function parametersIn(value: unknown): ParameterRef[] {
  if (value instanceof Text) return value.parts.filter((part) => part instanceof ParameterRef);
  if (value instanceof ParameterRef) return [value];
  if (value === null || typeof value !== 'object') return [];
  return Object.values(value).flatMap(parametersIn);
}
