import { judgedRuns } from './judged-runs';

const RUNS = 'pipelines/checks/runs.txt';

/** Whether components do what pipelines count on: each output of their contracts, in runs of the pipelines themselves. */
export const artifacts = judgedRuns({
  name: 'artifacts',
  title: 'Runs the pipelines, and holds every output of every component against its contract.',
  run: 'run',
  file: RUNS,
  judge: `
PYTHONPATH=pipelines .venv/bin/python -m checks.artifacts --components pipelines/components \\
  --except $(sed -n 's/^# not run: *\\([a-z-]*\\).*/\\1/p' ${RUNS}) -- .mlops/runs/*
`,
});
