import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askLineage } from '../../../pipelines/local/lineage/ask';
import { pythonEnvironment } from '../../../pipelines/local/python-env';
import { type Replay } from '../../../pipelines/local/replay/months';
import { replayYear } from '../../../pipelines/local/replay/replay';
import { type ReplayFiles, writeReplay } from '../../../pipelines/local/replay/write';
import { withPython } from './with-python';

/** The first three months of the replay hold all that can happen: a first champion, one that stays, one that loses. */
withPython('month by month, April to June', () => {
  const folder = mkdtempSync(join(tmpdir(), 'month-by-month-'));
  const runs = join(folder, 'runs');
  let replay: Replay;
  let files: ReplayFiles;

  beforeAll(async () => {
    const python = await pythonEnvironment();
    replay = await replayYear({ python, folder, runs, lastMonth: 6, progress: () => undefined });
    files = await writeReplay(replay, folder, python);
  });

  test('the first model becomes champion, in May the champion stays, in June the challenger wins', () => {
    expect(replay.months.map(({ month, retrained, winner }) => ({ month, retrained, winner }))).toEqual([
      { month: 4, retrained: true, winner: 'challenger' },
      { month: 5, retrained: true, winner: 'champion' },
      { month: 6, retrained: true, winner: 'challenger' },
    ]);
  });

  test('each verdict follows from the log losses and the gain that is asked for', () => {
    const met = replay.months.filter(({ champion, challenger }) => champion && challenger);
    for (const { champion, challenger, winner } of met) {
      const gained = champion!.logLoss - challenger!.logLoss > replay.minGain;
      expect(winner).toBe(gained ? 'challenger' : 'champion');
    }
  });

  test('the drift is measured from what the champion learnt from', () => {
    const [, may, june] = replay.months;
    expect(may?.champion?.trainedOn).toEqual([1, 2, 3]);
    expect(june?.drift?.distance).toBeGreaterThan(may!.drift!.distance);
  });

  test("June's comparison leads back to the run that trained the champion", () => {
    const june = replay.months[2]!.runs.at(-1)!;
    const report = join(runs, june, 'artifacts', 'before-notify', 'compare', 'decision');
    const [answer] = askLineage(runs, report, 'backward');
    expect(Object.keys(answer!.parameters)).toEqual([replay.months[0]!.runs[0], june]);
  });

  test('table, plot and page are written', () => {
    expect(readFileSync(files.table, 'utf8').split('\n')).toHaveLength(6);
    expect(readFileSync(files.png).subarray(1, 4).toString()).toBe('PNG');
    expect(readFileSync(files.html, 'utf8')).toMatch(/<svg[^]*v2, the challenger wins/);
  });
});
