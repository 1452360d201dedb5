/** Guesses what was meant. A guess is shown only when the schema accepts it. */
import * as z from 'zod';
import { nearest } from '../nearest';
import { rangeStart } from '../patterns';
import { bare } from './schema-at';
import { valueText } from './value-text';

/** What to do about a wrong value, such as `write [1, 5]`. */
export function likelyFix(schema: z.ZodType, given: unknown): string {
  const guess = guesses(bare(schema), given).find(
    (value) => value !== undefined && value !== given && schema.safeParse(value).success,
  );
  if (guess !== undefined) return `write ${valueText(guess)}${quoting(given, guess)}`;
  const absent = schema.safeParse(undefined);
  const wantsMapping = typeof given !== 'object' || Array.isArray(given) ? isMapping(bare(schema)) : false;
  if (!absent.success) return wantsMapping ? 'write "key: value" pairs' : 'write an allowed value';
  const optional = absent.data === undefined || typeof absent.data === 'object';
  return `write an allowed value, or remove the key${optional ? '' : ` (default: ${valueText(absent.data)})`}`;
}

function quoting(given: unknown, guess: unknown): string {
  if (typeof given === 'string' && typeof guess !== 'string' && !Array.isArray(guess)) return ', without quotes';
  return typeof guess === 'string' && typeof given !== 'string' ? ', in quotes' : '';
}

function guesses(schema: z.ZodType, given: unknown): unknown[] {
  const options = schema instanceof z.ZodEnum || schema instanceof z.ZodLiteral ? [...values(schema)] : [];
  const alike = nearest(String(given), options.map(String));
  const scalars = [
    options.find((option) => String(option) === alike),
    ...(isFreeText(schema) && typeof given === 'string' ? [] : scalarGuesses(given)),
    nearerBound(schema, given),
  ];
  return [...scalars, ...listGuesses(given)];
}

const values = (schema: z.ZodEnum | z.ZodLiteral): Iterable<unknown> =>
  schema instanceof z.ZodEnum ? schema.options : schema.values;

function nearerBound(schema: z.ZodType, given: unknown): number | undefined {
  if (!(schema instanceof z.ZodNumber) || typeof given !== 'number') return undefined;
  return Math.min(Math.max(given, schema.minValue ?? given), schema.maxValue ?? given);
}

function listGuesses(given: unknown): unknown[] {
  if (Array.isArray(given)) return [[...given].sort(ascending)];
  if (given === null) return [{}, []];
  if (typeof given !== 'string') return [[given], [given, given]];
  return [given.split(/[\s,;]+/), ...textGuesses(given).map((guess) => [guess])];
}

const ascending = (a: unknown, b: unknown) => Number(a) - Number(b);

function scalarGuesses(given: unknown): unknown[] {
  if (typeof given === 'number') {
    const share = given > 1 && given <= 100 ? [given / 100] : [];
    return Number.isFinite(given) ? [...share, Math.round(given), String(given)] : [];
  }
  if (typeof given === 'boolean') return [String(given)];
  return typeof given === 'string' ? textGuesses(given) : [];
}

const YES = /^(y|yes|on|true|enabled?)$/i;
const NO = /^(n|no|off|false|disabled?)$/i;

function textGuesses(given: string): unknown[] {
  const trimmed = given.trim();
  const plain = trimmed
    .toLowerCase()
    .replace(/[\s_.]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return [
    ...(YES.test(trimmed) ? [true] : []),
    ...(NO.test(trimmed) ? [false] : []),
    ...(trimmed !== '' && Number.isFinite(Number(trimmed)) ? [Number(trimmed)] : []),
    trimmed,
    trimmed.toLowerCase(),
    trimmed.toUpperCase(),
    plain,
    plain.replaceAll('-', ''),
    ...prefixed(trimmed),
    rangeStart(trimmed),
    `${trimmed}/20`,
    trimmed.replace(/\d+$/, '20'),
  ];
}

/** What people leave out: the kind of a principal, the folder of a role, the domain of an API, the end of a clone URL. */
function prefixed(given: string): string[] {
  if (/gserviceaccount\.com$/.test(given)) return [`serviceAccount:${given}`];
  if (given.includes('@')) return [`user:${given}`];
  if (/^https?:/.test(given)) return [given, `${given}.git`].map((url) => url.replace(/^http:/, 'https:'));
  if (/^[a-z]+\.[A-Za-z.]+$/.test(given)) return [`roles/${given}`];
  return /^[a-z0-9]+$/.test(given) ? [`${given}.googleapis.com`] : [];
}

/** Text that follows no pattern: a patterned one says in words what it allows (config/patterns.ts). */
function isFreeText(schema: z.ZodType): boolean {
  return schema instanceof z.ZodString && schema.meta()?.errorMessage === undefined;
}

function isMapping(schema: z.ZodType): boolean {
  return [z.ZodObject, z.ZodRecord, z.ZodDiscriminatedUnion].some((type) => schema instanceof type);
}
