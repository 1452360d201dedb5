/** Turns what the schema found into problems that say what to do. */
import type * as z from 'zod';
import { allowedText } from './allowed';
import { likelyFix } from './fix';
import { nearest, optionsText } from '../nearest';
import { pathText, type ConfigPath } from '../problems';
import { keySchema, knownKeys, schemaAt, valueAt } from './schema-at';
import { type Finding } from '../source';

/** One finding per mistake: a key that is missing only because it is mistyped is not named twice. */
export function explain(issues: readonly z.core.$ZodIssue[], root: unknown): Finding[] {
  const all = issues.flatMap((issue) => withValueIssues(issue, root));
  const unknown = all.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys.map((key) => unknownKey(issue.path, key, root)) : [],
  );
  const mistyped = new Set(unknown.map(({ meant }) => meant && pathText(meant)));
  const others = all.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys' || mistyped.has(pathText(issue.path))) return [];
    return [issue.code === 'invalid_key' ? wrongKey(issue.path, root) : wrongValue(issue, root)];
  });
  return [...unknown, ...others];
}

/** The schema library does not look at a value whose key is wrong; a person wants both mistakes named. */
function withValueIssues(issue: z.core.$ZodIssue, root: unknown): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_key') return [issue];
  const result = schemaAt(issue.path, root)?.safeParse(valueAt(root, issue.path));
  const inside = result?.error?.issues ?? [];
  return [issue, ...inside.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }))];
}

function unknownKey(parent: ConfigPath, key: string, root: unknown): Finding {
  const siblings = valueAt(root, parent);
  const schema = schemaAt(parent, root);
  const known = (schema && knownKeys(schema, siblings)) ?? [];
  const free = known.filter((name) => valueAt(siblings, [name]) === undefined);
  const like = nearest(key, free);
  const fix = like === undefined ? 'remove it' : `write "${like}"`;
  const meant = like === undefined ? undefined : [...parent, like];
  return { path: [...parent, key], atKey: true, message: 'unknown key', allowed: optionsText(known, key), fix, meant };
}

function wrongKey(path: ConfigPath, root: unknown): Finding {
  const given = String(path.at(-1));
  const schema = keySchema(schemaAt(path.slice(0, -1), root));
  const message = 'this name is not allowed';
  return { path, atKey: true, message, given, allowed: allowedText(schema, given), fix: likelyFix(schema, given) };
}

function wrongValue(issue: z.core.$ZodIssue, root: unknown): Finding {
  const { path } = issue;
  const given = valueAt(root, path);
  const schema = schemaAt(path, root);
  if (!schema) return { path, message: issue.message, given, fix: 'remove it' };
  if (given !== undefined) {
    return { path, given, allowed: allowedText(schema, given), fix: likelyFix(schema, given) };
  }
  const parent = path.slice(0, -1);
  const fix = `add "${String(path.at(-1))}"${parent.length === 0 ? '' : ` to ${pathText(parent)}`}`;
  return { path, message: 'missing', allowed: allowedText(schema), fix };
}
