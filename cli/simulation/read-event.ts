import type * as z from 'zod';
import { allowedText } from '../../config/explaining/allowed';
import { nearest } from '../../config/nearest';
import { type ConfigPath, pathText } from '../../config/problems';
import { type Finding } from '../../config/source';
import { EVENT_KINDS, type EventKind, type HistoryEvent } from './event';

const KINDS = Object.keys(EVENT_KINDS);

/** One entry of a history, or everything that is wrong with it. */
export function readEvent(value: unknown, path: ConfigPath): { event?: HistoryEvent; findings: readonly Finding[] } {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { findings: [{ path, given: value, allowed: 'a mapping with at, kind and what the kind needs' }] };
  const { kind } = value as { kind?: unknown };
  if (typeof kind !== 'string' || !KINDS.includes(kind)) return { findings: [wrongKind(kind, path)] };
  const schema: z.ZodObject = EVENT_KINDS[kind as EventKind];
  const read = schema.safeParse(value);
  if (read.success) return { event: read.data as HistoryEvent, findings: [] };
  const found = read.error.issues.flatMap((issue) => findingsOf(issue, value, schema, path));
  const meant = new Set(found.map((each) => each.meant && pathText(each.meant)));
  return { findings: found.filter((each) => !meant.has(pathText(each.path))) };
}

function wrongKind(kind: unknown, path: ConfigPath): Finding {
  const at = [...path, 'kind'];
  const allowed = KINDS.join(', ');
  if (kind === undefined) return { path: at, message: 'missing', allowed };
  const alike = nearest(String(kind), KINDS);
  return { path: at, given: kind, allowed, fix: alike && `write "${alike}"` };
}

function findingsOf(issue: z.core.$ZodIssue, value: object, schema: z.ZodObject, path: ConfigPath): Finding[] {
  const names = Object.keys(schema.shape);
  if (issue.code === 'unrecognized_keys' && issue.path.length === 0) {
    return issue.keys.map((key) => {
      const alike = nearest(key, names);
      const fix = alike ? `write "${alike}"` : 'remove it';
      const meant = alike === undefined ? undefined : [...path, alike];
      return { path: [...path, key], atKey: true, message: 'unknown key', allowed: names.join(', '), fix, meant };
    });
  }
  const [name] = issue.path as [string];
  const given = (value as Record<string, unknown>)[name];
  const allowed = allowedText(schema.shape[name] as z.ZodType, given);
  const at = [...path, name];
  return [given === undefined ? { path: at, message: 'missing', allowed } : { path: at, given, allowed }];
}
