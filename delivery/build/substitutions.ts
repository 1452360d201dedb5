import { type Build } from './build';
import { BUILT_IN } from './built-in';
import { scriptVariables } from './script-variables';
import { type BuildStep } from './step';

/** Substitutions that a build reads, sorted by name. */
export interface SubstitutionsUsed {
  /** Filled in by Cloud Build, such as `COMMIT_SHA`. */
  readonly builtIn: string[];
  /** The build's own, such as `_REGION`. */
  readonly user: string[];
}

/** What a build reads of its substitutions, in fields and, where they are variables, in scripts. */
export function substitutionsUsed(build: Build): SubstitutionsUsed {
  const declared = Object.keys(build.substitutions ?? {});
  const read = [
    ...templatesOf(build).flatMap(({ text }) => templateNames(text)),
    ...build.steps.flatMap((step) => (isAutomapped(build, step) ? readByScript(step.script, declared) : [])),
  ];
  const all = [...new Set(read)].sort();
  return {
    builtIn: all.filter((name) => BUILT_IN.includes(name)),
    user: all.filter((name) => !BUILT_IN.includes(name) && name.startsWith('_')),
  };
}

/** Whether a step gets all substitutions as variables. */
export const isAutomapped = (build: Build, step: BuildStep): boolean =>
  step.automapSubstitutions ?? build.options?.automapSubstitutions ?? false;

/** A text that substitutions are filled into, and where it is. */
export interface Template {
  /** The id, or the position, of the step; none when it is elsewhere in the build. */
  readonly step?: number;
  /** `args[1]` */
  readonly field: string;
  readonly text: string;
}

const TAKEN_AS_IT_IS = ['script', 'id', 'waitFor'];

/** Every text that substitutions are filled into: all but scripts and what identifies steps. */
export function templatesOf({ steps, ...build }: Build): readonly Template[] {
  const ofSteps = steps.flatMap((step, position) => {
    const open = Object.entries(step).filter(([field]) => !TAKEN_AS_IT_IS.includes(field));
    return textsIn(Object.fromEntries(open), '').map((each) => ({ ...each, step: position }));
  });
  return [...ofSteps, ...textsIn(build, '')];
}

function textsIn(value: unknown, field: string): Template[] {
  if (typeof value === 'string') return [{ field, text: value }];
  if (Array.isArray(value)) return value.flatMap((item, index) => textsIn(item, `${field}[${index}]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => textsIn(item, field ? `${field}.${key}` : key));
}

/** Names after a dollar; two dollars stand for one. With `${_A:-${_B}}` both count. */
export const templateNames = (text: string): string[] =>
  [...text.matchAll(/\$\$|\$\{?([A-Z][A-Z0-9_]*|_[A-Z0-9_]+)/g)].flatMap(([, name]) => name ?? []);

/** Scripts in other languages read a variable otherwise: of what is declared, the bare name is enough. */
function readByScript(script: string | undefined, declared: readonly string[]): string[] {
  if (script === undefined) return [];
  const { reads, sets, words } = scriptVariables(script);
  const own = reads.filter((name) => !sets.includes(name) && (name.startsWith('_') || BUILT_IN.includes(name)));
  return [...own, ...declared.filter((name) => words.includes(name))];
}
