import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { convergence } from '../../../delivery/builds/convergence';
import { pythonEnvironment } from '../../../pipelines/local/python-env';
import { copyOfRepository, runBuild } from '../../support/delivery/run-build';
import { linesOf, outcomes, partOf } from '../../support/delivery/steps-of-build';
import { withPython } from '../pipelines-local/with-python';

withPython('the build convergence, in a copy of the repository', () => {
  let folder: string;
  beforeAll(async () => {
    await pythonEnvironment();
    folder = copyOfRepository();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('trains as the pipelines do, shows the course of the losses, and passes', async () => {
    const run = await runBuild(convergence.build({}), { folder });
    expect(outcomes(run)).toEqual(['packages', 'node', 'python', 'train', 'judge']);
    expect(run.commands).toEqual(['npm ci --ignore-scripts --no-audit --no-fund']);
    const [, boosted, linear, verdict] = linesOf(run, 'judge');
    expect(boosted).toMatch(/^tabular-training-0001 train +\d+( +0\.\d{4}){6}$/);
    expect(linear).toMatch(/^tabular-training-0002 train +\d+( +0\.\d{4}){6}$/);
    expect(verdict).toBe('every model converged');
  });

  test('ends with a sentence when a training does not learn', async () => {
    rmSync(join(folder, '.mlops'), { recursive: true });
    writeFileSync(
      join(folder, 'pipelines/checks/trainings.txt'),
      '# faster\ntabular-training --param learning_rate=60\n',
    );
    const run = await runBuild(partOf(convergence.build({}), 'node', 'train', 'judge'), { folder });
    expect(run.succeeded).toBe(false);
    expect(linesOf(run, 'train').join('\n')).toMatch(
      /train: training did not converge: last_log_loss \S+ is not below/,
    );
  });
});
