import { LIMITS } from '../limits';
import { labelled, type Refusal, repeated, shown } from './places';

/** Variables of steps and of all steps. */
export const environmentProblems: Refusal = (build) => [
  ...listProblems('options.env', build.options?.env),
  ...labelled(build).flatMap(({ step, at }) => [...listProblems(`${at}: env`, step.env)]),
];

/** The names in a list of `KEY=VALUE`. */
export const namesIn = (env: readonly string[] = []): string[] =>
  env.filter((each) => each.includes('=')).map((each) => each.slice(0, each.indexOf('=')));

export const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;

function* listProblems(at: string, env: readonly string[] = []): Iterable<string> {
  if (env.length > LIMITS.env) yield `${at}: ${env.length} of them; Cloud Build takes ${LIMITS.env}`;
  for (const [index, each] of env.entries()) {
    const [name] = namesIn([each]);
    if (name === undefined) yield `${at}[${index}]: ${shown(each)} is not of the form KEY=VALUE`;
    else if (!VARIABLE.test(name)) yield `${at}[${index}]: ${shown(name)} is no name of a variable`;
    if (each.length > LIMITS.envLength)
      yield `${at}[${index}]: ${each.length} characters; Cloud Build takes ${LIMITS.envLength}`;
  }
  for (const name of repeated(namesIn(env))) yield `${at}: ${name} is given more than once; give it once`;
}
