import { type ParameterType } from '../component-contract';
import { ParameterRef } from '../references';
import { Text } from '../text';

const WANTED: Readonly<Record<ParameterType, { readonly what: string; readonly is: (value: unknown) => boolean }>> = {
  STRING: { what: 'a string', is: (value) => typeof value === 'string' || value instanceof Text },
  NUMBER_INTEGER: { what: 'a whole number', is: (value) => Number.isSafeInteger(value) },
  NUMBER_DOUBLE: { what: 'a number', is: (value) => typeof value === 'number' && Number.isFinite(value) },
  BOOLEAN: { what: 'true or false', is: (value) => typeof value === 'boolean' },
  LIST: { what: 'a list', is: (value) => Array.isArray(value) },
  STRUCT: { what: 'an object', is: isObject },
  TASK_FINAL_STATUS: { what: 'filled in by the backend', is: () => false },
};

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Text);
}

/** Calls `refuse` when a constant doesn't fit a parameter's type or isn't JSON. */
export function checkConstant(type: ParameterType, value: unknown, refuse: (problem: string) => never): void {
  const { what, is } = WANTED[type];
  if (!is(value)) refuse(`is not ${what} (${type})`);
  const bad = notJson(value);
  if (bad !== undefined) refuse(`contains ${describe(bad)}, which isn't JSON`);
}

function describe(bad: unknown): string {
  return typeof bad === 'object' ? `an object of ${bad?.constructor.name}` : String(bad);
}

/** The first thing in a value that JSON cannot hold. */
function notJson(value: unknown): unknown {
  if (value instanceof Text)
    return value.parts.find((part) => !(typeof part === 'string' || part instanceof ParameterRef));
  if (value instanceof ParameterRef) return value.type === 'STRING' ? undefined : value;
  if (value === null || ['string', 'boolean'].includes(typeof value)) return undefined;
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : value;
  if (Array.isArray(value)) return value.map(notJson).find((bad) => bad !== undefined);
  if (typeof value !== 'object') return value ?? 'undefined';
  return Object.values(value)
    .map(notJson)
    .find((bad) => bad !== undefined);
}
