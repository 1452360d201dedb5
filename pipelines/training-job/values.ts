/** What may stand where a training job takes a string: the string, a `text`, or a parameter of the pipeline. */
import { type ParameterRef, type Text } from '../ir';

export type Value = string | Text | ParameterRef<'STRING'>;

/**
 * A number of machines. As a parameter it is a string with digits: numbers inside the list of worker pools would reach
 * Vertex AI as strings as well, since KFP fills them in as text.
 */
export type Count = number | ParameterRef<'STRING'>;

/** What is known now; undefined for what a run fills in. */
export const known = (value: Value | undefined): string | undefined => (typeof value === 'string' ? value : undefined);

/** An object without the keys that have no value. */
export function filled<T extends object>(object: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as never;
}
