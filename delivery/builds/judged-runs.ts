import { type BuildStep, defineBuild } from '../build';
import { IMAGES } from '../images';
import { bash, optionsOf, PACKAGES } from './common';
import { localRuns, NODE, PYTHON } from './python';
import { type ShippedBuild } from './shipped-build';

interface JudgedRuns extends Pick<ShippedBuild, 'name' | 'title'> {
  /** Id of the step that runs the pipelines. */
  readonly run: string;
  /** What runs, a line each. */
  readonly file: string;
  /** Script that looks at the runs. */
  readonly judge: string;
}

/** A build of a pull request that runs pipelines on the worker, and then judges what they made. */
export function judgedRuns({ name, title, run, file, judge }: JudgedRuns): ShippedBuild {
  const judging: BuildStep = { id: 'judge', name: IMAGES.python, waitFor: [run], script: bash(judge) };
  return {
    name,
    title,
    on: 'pullRequest',
    each: 'repository',
    account: 'ci',
    includedFiles: ['pipelines/**'],
    ignoredFiles: ['**/*.md'],
    build: (settings) =>
      defineBuild(name, {
        steps: [PACKAGES, NODE, PYTHON, localRuns(run, file), judging],
        timeout: '1800s',
        options: optionsOf(settings),
      }),
  };
}
