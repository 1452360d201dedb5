/** Fields that do not exist, and values of another type: what `tsc` finds, unless it is told not to look. */
import { type z } from 'zod';
import { type Build } from '../build';
import { buildSchema } from '../schema/build';
import { type BuildStep } from '../step';
import { didYouMean, shown, stepAt } from './places';

/** https://cloud.google.com/build/docs/api/reference/rest/v1/projects.builds */
const SET_BY_GOOGLE: Readonly<Record<'build' | 'step', readonly string[]>> = {
  build: [
    ...['approval', 'buildTriggerId', 'createTime', 'failureInfo', 'finishTime', 'id', 'logUrl', 'name', 'projectId'],
    ...['results', 'sourceProvenance', 'startTime', 'status', 'statusDetail', 'timing', 'warnings'],
  ],
  step: ['exitCode', 'pullTiming', 'status', 'timing'],
};

export interface FormProblem {
  /** Where it is, as in the text. */
  readonly at: string;
  /** With the place in front. */
  readonly text: string;
}

export interface FormProblems {
  readonly problems: readonly FormProblem[];
  /** Everything has the type that it should have, so that other checks can read it. */
  readonly isReadable: boolean;
}

export function formProblems(build: Build): FormProblems {
  const parsed = buildSchema.safeParse(build);
  const issues = parsed.success ? [] : parsed.error.issues;
  return {
    problems: issues.flatMap((issue) => describe(issue, build)),
    isReadable: issues.every(({ code }) => ['unrecognized_keys', 'invalid_value', 'too_small'].includes(code)),
  };
}

function describe(issue: z.core.$ZodIssue, build: Build): FormProblem[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownField(issue.path, key, build));
  const at = placeOf(issue.path, build);
  return [{ at, text: `${at}: ${wrong(issue, valueAt(build, issue.path))}` }];
}

function wrong(issue: z.core.$ZodIssue, value: unknown): string {
  switch (issue.code) {
    case 'invalid_value': {
      const allowed = issue.values.map(String);
      return `${shown(value)} is none of ${allowed.join(', ')}${didYouMean(String(value), allowed)}`;
    }
    case 'too_small':
      return issue.origin === 'array' ? 'is empty; a build needs at least one' : 'must not be empty';
    case 'invalid_type':
      return value === undefined
        ? 'is missing'
        : `must be ${TYPES[issue.expected] ?? issue.expected}, not ${shown(value)}`;
    default:
      return issue.message;
  }
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  int: 'a whole number',
  number: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
  record: 'a map',
};

function unknownField(path: readonly PropertyKey[], key: string, build: Build): FormProblem {
  const at = placeOf([...path, key], build);
  return { at, text: `${at}: ${whyUnknown(path, key)}` };
}

function whyUnknown(path: readonly PropertyKey[], key: string): string {
  const kind = path.length === 0 ? 'build' : path.length === 2 && path[0] === 'steps' ? 'step' : undefined;
  if (kind && SET_BY_GOOGLE[kind].includes(key)) return 'only Cloud Build sets it';
  if (kind === 'build' && key === 'source') return 'a config file has no source: whatever starts the build gives it';
  return `there is no such field${didYouMean(key, fieldsAt(path))}`;
}

/** Names of the fields where an unknown one was found. */
function fieldsAt(path: readonly PropertyKey[]): string[] {
  let schema = buildSchema as z.core.$ZodType;
  for (const key of path) schema = inside(schema, key);
  return Object.keys((unwrapped(schema) as z.ZodObject).shape);
}

function inside(schema: z.core.$ZodType, key: PropertyKey): z.core.$ZodType {
  const own = unwrapped(schema);
  return typeof key === 'number' ? (own as z.ZodArray).element : (own as z.ZodObject).shape[key as string]!;
}

const unwrapped = (schema: z.core.$ZodType): z.core.$ZodType =>
  schema._zod.def.type === 'optional' ? (schema as z.ZodOptional).unwrap() : schema;

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce((own, key) => (own as Readonly<Record<PropertyKey, unknown>> | undefined)?.[key], value);

/** `step "lint": env[0]`, `options.machineType`. */
function placeOf(path: readonly PropertyKey[], build: Build): string {
  const [first, position, ...rest] = path;
  if (first !== 'steps' || typeof position !== 'number') return fieldOf(path);
  const { id, name } = (build.steps[position] ?? {}) as BuildStep;
  const at = stepAt({ id, name: typeof name === 'string' ? name : 'no image' }, position);
  return rest.length === 0 ? at : `${at}: ${fieldOf(rest)}`;
}

const fieldOf = (path: readonly PropertyKey[]): string =>
  path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
