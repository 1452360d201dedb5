import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { artifacts } from '../../../delivery/builds/artifacts';
import { pythonEnvironment } from '../../../pipelines/local/python-env';
import { copyOfRepository, runBuild } from '../../support/delivery/run-build';
import { linesOf, outcomes, partOf } from '../../support/delivery/steps-of-build';
import { withPython } from '../pipelines-local/with-python';

withPython('the build artifacts, in a copy of the repository', () => {
  let folder: string;
  beforeAll(async () => {
    await pythonEnvironment();
    folder = copyOfRepository();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('runs every component, and finds each output of their contracts', async () => {
    const run = await runBuild(artifacts.build({}), { folder });
    expect(outcomes(run)).toEqual(['packages', 'node', 'python', 'run', 'judge']);
    expect(run.commands).toEqual(['npm ci --ignore-scripts --no-audit --no-fund']);
    expect(linesOf(run, 'judge').at(-1)).toBe('every promise is kept');
  });

  test('names the promise that a component breaks, though the run ends well', async () => {
    const component = join(folder, 'pipelines/components/train/component.py');
    const text = readFileSync(component, 'utf8');
    const broken = text.replace('    write_text(report, page(settings, measured, losses))\n', '');
    expect(broken).not.toBe(text);
    writeFileSync(component, broken);
    writeFileSync(join(folder, 'pipelines/checks/runs.txt'), '# one\n\ntabular-training\n');
    rmSync(join(folder, '.mlops'), { recursive: true });
    const run = await runBuild(partOf(artifacts.build({}), 'node', 'run', 'judge'), { folder });
    expect(outcomes(run)).toEqual(['node', 'run', expect.stringContaining('judge ended with 1')]);
    const said = linesOf(run, 'judge').filter((line) => line.startsWith('artifacts: '));
    const where = 'artifacts: tabular-training-0001: before-notify/train';
    expect(said[0]).toBe(`${where}: the artifact report was not written`);
    expect(said[1]).toMatch(/^artifacts: [a-z-]+ ran in none of the runs$/);
  });
});
