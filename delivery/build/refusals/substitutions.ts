import { type Build } from '../build';
import { BUILT_IN, OF_EVERY_BUILD, OF_TRIGGERS } from '../built-in';
import { LIMITS } from '../limits';
import { scriptVariables } from '../script-variables';
import { isAutomapped, substitutionsUsed, templateNames, templatesOf } from '../substitutions';
import { namesIn } from './environment';
import { didYouMean, labelled, type Refusal, shown, stepAt } from './places';

/** Substitutions: declared ones are used, used ones declared, and scripts get those that they read. */
export const substitutionProblems: Refusal = (build) => [
  ...declarationProblems(build),
  ...matchProblems(build),
  ...templateProblems(build),
  ...scriptProblems(build),
];

const USER = /^_[A-Z0-9_]+$/;

function* declarationProblems({ substitutions = {} }: Build): Iterable<string> {
  const declared = Object.entries(substitutions);
  if (declared.length > LIMITS.substitutions)
    yield `substitutions: ${declared.length} of them; Cloud Build takes ${LIMITS.substitutions}`;
  for (const [name, value] of declared) {
    const at = `substitutions.${name}`;
    const isBuiltIn = (OF_EVERY_BUILD as readonly string[]).includes(name);
    if (isBuiltIn) yield `${at}: Cloud Build fills it in, and takes no other value; leave it out`;
    else if (!USER.test(name) && !(OF_TRIGGERS as readonly string[]).includes(name))
      yield `${at}: a name is "_" and then capitals, digits or "_"; did you mean "${asUserName(name)}"?`;
    if (Buffer.byteLength(name) > LIMITS.substitutionKeyBytes)
      yield `${at}: a name of ${Buffer.byteLength(name)} bytes; Cloud Build takes ${LIMITS.substitutionKeyBytes}`;
    if (Buffer.byteLength(value) > LIMITS.substitutionValueBytes)
      yield `${at}: ${Buffer.byteLength(value)} bytes; Cloud Build takes ${LIMITS.substitutionValueBytes}`;
  }
}

const asUserName = (name: string): string => `_${name.replace(/^_+/, '').replace(/\W+/g, '_').toUpperCase()}`;

/** With ALLOW_LOOSE, the author does not want to hear of it. */
function* matchProblems(build: Build): Iterable<string> {
  if (build.options?.substitutionOption === 'ALLOW_LOOSE') return;
  const declared = Object.keys(build.substitutions ?? {});
  const { user, builtIn } = substitutionsUsed(build);
  for (const name of user.filter((each) => !declared.includes(each)))
    yield `substitutions: ${name} is used and not declared${didYouMean(name, declared) || '; give it a default'}`;
  for (const name of declared.filter((each) => USER.test(each) && ![...user, ...builtIn].includes(each)))
    yield `substitutions.${name}: nothing uses it; leave it out`;
}

function* templateProblems(build: Build): Iterable<string> {
  for (const { step, field, text } of templatesOf(build)) {
    const at = step === undefined ? field : `${stepAt(build.steps[step]!, step)}: ${field}`;
    for (const name of new Set(templateNames(text)))
      if (!name.startsWith('_') && !BUILT_IN.includes(name))
        yield `${at}: Cloud Build knows no $${name}${didYouMean(name, BUILT_IN) || `; for a variable of the shell write $$${name}`}`;
    const isNested = field.startsWith('substitutions.') && templateNames(text).length > 0;
    if (!build.options?.dynamicSubstitutions && (isNested || /(?<!\$)\$\{[A-Z_][A-Z0-9_]*[^A-Z0-9_}]/.test(text)))
      yield `${at}: ${shown(text)} needs options.dynamicSubstitutions; without it only triggers fill it in`;
  }
  const values = build.substitutions ?? {};
  for (const name of Object.keys(values))
    if (reaches(name, name, values)) yield `substitutions.${name}: its value leads back to itself`;
}

function reaches(
  from: string,
  to: string,
  values: Readonly<Record<string, string>>,
  seen = new Set<string>(),
): boolean {
  const next = templateNames(values[from] ?? '').filter((name) => !seen.has(name));
  return next.includes(to) || next.some((name) => reaches(name, to, values, seen.add(name)));
}

/** A script gets no text filled in: what it reads must be one of its variables. */
function* scriptProblems(build: Build): Iterable<string> {
  for (const { step, at } of labelled(build)) {
    if (step.script === undefined || isAutomapped(build, step)) continue;
    const { reads, sets } = scriptVariables(step.script);
    const options = build.options ?? {};
    const given = [options.env, step.env].flatMap((env) => namesIn(env));
    const there = [...sets, ...given, ...(options.secretEnv ?? []), ...(step.secretEnv ?? [])];
    for (const name of reads.filter((each) => USER.test(each) || BUILT_IN.includes(each)))
      if (!there.includes(name))
        yield `${at}: script: $${name} is empty there; set automapSubstitutions, or add "${name}=$${name}" to env`;
  }
}
