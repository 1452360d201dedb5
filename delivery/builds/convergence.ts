import { defineBuild } from '../build';
import { bash, optionsOf, PACKAGES } from './common';
import { IMAGES } from './images';
import { localRuns, NODE, PYTHON } from './python';
import { type ShippedBuild } from './shipped-build';

/** Whether training still learns: on real data, with the pipelines and the trainer of the change. */
export const convergence: ShippedBuild = {
  name: 'convergence',
  title: 'Trains on real data: the loss falls, every number is one, and the model beats guessing.',
  on: 'pullRequest',
  each: 'repository',
  account: 'ci',
  includedFiles: ['pipelines/**'],
  ignoredFiles: ['**/*.md'],
  build: (settings) =>
    defineBuild('convergence', {
      steps: [
        PACKAGES,
        NODE,
        PYTHON,
        localRuns('train', 'pipelines/checks/trainings.txt'),
        {
          id: 'judge',
          name: IMAGES.python,
          waitFor: ['train'],
          script: bash('PYTHONPATH=pipelines .venv/bin/python -m checks.convergence .mlops/runs/*'),
        },
      ],
      timeout: '1800s',
      options: optionsOf(settings),
    }),
};
