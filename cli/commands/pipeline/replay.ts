import { resolve } from 'node:path';
import { LocalRunError } from '../../../pipelines/local/errors';
import { openInBrowser } from '../../../pipelines/local/html-reports';
import { pythonEnvironment } from '../../../pipelines/local/python-env';
import { replayYear } from '../../../pipelines/local/replay/replay';
import { replayRule, replayTable } from '../../../pipelines/local/replay/table';
import { writeReplay } from '../../../pipelines/local/replay/write';
import { newRunFolder } from '../../../pipelines/local/run-folder';

/** Its name beside those of the pipelines. */
export const MONTH_BY_MONTH = 'month-by-month';

export interface ReplayFlags {
  readonly param?: readonly string[];
  readonly params?: string;
  readonly open?: true;
  readonly json?: true;
  readonly out: string;
}

/** Replays April to December and prints the year as a table; the plot and the page are in the run's folder. */
export async function runMonthByMonth(flags: ReplayFlags): Promise<void> {
  if (flags.param !== undefined || flags.params !== undefined) {
    throw new LocalRunError(`${MONTH_BY_MONTH} takes no parameters: it always replays April to December`, 2);
  }
  const progress = (message: string): unknown => process.stderr.write(`${message}\n`);
  const python = await pythonEnvironment();
  const runs = resolve(flags.out);
  const folder = newRunFolder(runs, MONTH_BY_MONTH);
  progress(`replaying April to December in ${folder} (some minutes: each month runs the real pipelines)`);
  const replay = await replayYear({ python, folder, runs, progress });
  const files = await writeReplay(replay, folder, python);
  if (flags.json) process.stdout.write(`${JSON.stringify({ ...replay, files }, null, 2)}\n`);
  else
    process.stdout.write(
      `\n${replayTable(replay)}\n\n${replayRule(replay)}\n\nplot ${files.png}\npage ${files.html}\n`,
    );
  if (flags.open && !openInBrowser([files.html])) progress(`no browser found; open ${files.html}`);
}
