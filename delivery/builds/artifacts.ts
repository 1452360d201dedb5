import { defineBuild } from '../build';
import { bash, optionsOf, PACKAGES } from './common';
import { IMAGES } from './images';
import { localRuns, NODE, PYTHON } from './python';
import { type ShippedBuild } from './shipped-build';

const RUNS = 'pipelines/checks/runs.txt';

const JUDGE = `
PYTHONPATH=pipelines .venv/bin/python -m checks.artifacts --components pipelines/components \\
  --except $(sed -n 's/^# not run: *\\([a-z-]*\\).*/\\1/p' ${RUNS}) -- .mlops/runs/*
`;

/** Whether components do what pipelines count on: each output of their contracts, in runs of the pipelines themselves. */
export const artifacts: ShippedBuild = {
  name: 'artifacts',
  title: 'Runs the pipelines, and holds every output of every component against its contract.',
  on: 'pullRequest',
  each: 'repository',
  account: 'ci',
  includedFiles: ['pipelines/**'],
  ignoredFiles: ['**/*.md'],
  build: (settings) =>
    defineBuild('artifacts', {
      steps: [
        PACKAGES,
        NODE,
        PYTHON,
        localRuns('run', RUNS),
        { id: 'judge', name: IMAGES.python, waitFor: ['run'], script: bash(JUDGE) },
      ],
      timeout: '1800s',
      options: optionsOf(settings),
    }),
};
