import { type Build } from './build';
import { BuildError } from './errors';
import { characterProblems } from './refusals/characters';
import { environmentProblems } from './refusals/environment';
import { formProblems } from './refusals/form';
import { inputProblems } from './refusals/inputs';
import { logProblems } from './refusals/logs';
import { optionProblems } from './refusals/options';
import { outputProblems } from './refusals/outputs';
import { type Refusal } from './refusals/places';
import { secretProblems } from './refusals/secrets';
import { stepProblems } from './refusals/steps';
import { substitutionProblems } from './refusals/substitutions';
import { timeProblems } from './refusals/times';
import { volumeProblems } from './refusals/volumes';
import { waitProblems } from './refusals/waits';

const REFUSALS: readonly Refusal[] = [
  stepProblems,
  waitProblems,
  timeProblems,
  environmentProblems,
  volumeProblems,
  secretProblems,
  substitutionProblems,
  optionProblems,
  logProblems,
  inputProblems,
  outputProblems,
  characterProblems,
];

/**
 * Checks a build, and gives it back as it is.
 *
 * @param name how the build is called in messages
 * @throws BuildError with everything that Cloud Build would refuse, and what would not do what it says
 */
export function defineBuild(name: string, build: Build): Build {
  const { problems: ofForm, isReadable } = formProblems(build);
  const others = isReadable ? REFUSALS.flatMap((refusal) => refusal(build)) : [];
  const isNew = (problem: string) => !ofForm.some(({ at }) => problem.startsWith(`${at}: `));
  const problems = [...ofForm.map(({ text }) => text), ...others.filter(isNew)];
  if (problems.length > 0) throw new BuildError(name, problems);
  return build;
}
