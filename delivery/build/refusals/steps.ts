import { LIMITS } from '../limits';
import { START } from '../order';
import { type BuildStep } from '../step';
import { imageProblems } from './image-name';
import { labelled, type Refusal, shown } from './places';

/** Steps one by one: their names, commands and exit codes. */
export const stepProblems: Refusal = (build) => [
  ...(build.steps.length > LIMITS.steps
    ? [`steps: ${build.steps.length} of them; Cloud Build takes ${LIMITS.steps}`]
    : []),
  ...idProblems(build.steps.map(({ id }) => id)),
  ...labelled(build).flatMap(({ step, at }) => [
    ...imageProblems(`${at}: name`, step.name),
    ...[...commandProblems(step), ...exitCodeProblems(step)].map((problem) => `${at}: ${problem}`),
  ]),
];

function idProblems(ids: readonly (string | undefined)[]): string[] {
  return ids.flatMap((id, position) => {
    if (id === START)
      return [`step #${position}: id: "-" is what a step waits for that waits for none; give another id`];
    const first = ids.indexOf(id);
    return id === undefined || first === position
      ? []
      : [`step #${position}: id: "${id}" is the id of step #${first}; give each its own`];
  });
}

function* commandProblems({ script, args = [], entrypoint, dir = '' }: BuildStep): Iterable<string> {
  if (script !== undefined) {
    const also = [args.length > 0 && 'args', entrypoint !== undefined && 'entrypoint'].filter((each) => each !== false);
    if (also.length > 0) yield `script: cannot be together with ${also.join(' and ')}; take one or the other`;
    if (/^\s+#!/.test(script)) yield 'script: has blanks before "#!", so that sh would run it; begin with "#!"';
  }
  if (args.length > LIMITS.args) yield `args: ${args.length} of them; Cloud Build takes ${LIMITS.args}; write a script`;
  for (const [index, arg] of args.entries())
    if (arg.length > LIMITS.argLength)
      yield `args[${index}]: ${arg.length} characters; Cloud Build takes ${LIMITS.argLength}; write a script`;
  if (dir.length > LIMITS.dirLength) yield `dir: ${dir.length} characters; Cloud Build takes ${LIMITS.dirLength}`;
}

function exitCodeProblems({ allowExitCodes = [] }: BuildStep): string[] {
  return allowExitCodes
    .filter((code) => code < 1 || code > LIMITS.exitCode)
    .map((code) => `allowExitCodes: ${shown(code)} is no exit code of a failure; they go from 1 to ${LIMITS.exitCode}`);
}
