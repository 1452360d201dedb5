import { type BuildStep } from '../build';
import { bash } from './common';
import { IMAGES } from '../images';

/** Puts Node where steps that run in the image of Python find it. */
export const NODE: BuildStep = {
  id: 'node',
  name: IMAGES.node,
  waitFor: ['-'],
  script: bash('mkdir -p .tools/node\ncp "$(command -v node)" .tools/node/node'),
};

/** Lets a script of the Python image use that Node. */
export const WITH_NODE = 'export PATH="$PWD/.tools/node:$PATH"';

/** The environment that runs pipelines and their tests. */
export const PYTHON: BuildStep = {
  id: 'python',
  name: IMAGES.python,
  waitFor: ['packages', 'node'],
  script: bash(`${WITH_NODE}\nnode scripts/python-env.mjs`),
};

/** Runs pipelines on the worker, by the lines of a file: each is a pipeline and its parameters. */
export const localRuns = (id: string, file: string): BuildStep => ({
  id,
  name: IMAGES.python,
  waitFor: ['python'],
  script: bash(`${WITH_NODE}\ngrep -Ev '^ *(#|$)' ${file} | xargs -L 1 node bin/mlops.mjs run --local`),
});
