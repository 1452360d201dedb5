import { judgedRuns } from './judged-runs';

/** Whether training still learns: on real data, with the pipelines and the trainer of the change. */
export const convergence = judgedRuns({
  name: 'convergence',
  title: 'Trains on real data: the loss falls, every number is one, and the model beats guessing.',
  run: 'train',
  file: 'pipelines/checks/trainings.txt',
  judge: 'PYTHONPATH=pipelines .venv/bin/python -m checks.convergence .mlops/runs/*',
});
