import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runChild } from '../child-process';
import { LocalRunError } from '../errors';
import { projectRoot } from '../project-root';
import { type Replay } from './months';
import { replayPage } from './page';
import { replayTable } from './table';

/** What a replay leaves. */
export interface ReplayFiles {
  readonly json: string;
  readonly table: string;
  readonly png: string;
  readonly html: string;
}

/** Writes the table, the plot and the page of a replay into its folder. */
export async function writeReplay(replay: Replay, folder: string, python: string): Promise<ReplayFiles> {
  const [json, table, png, html] = ['json', 'txt', 'png', 'html'].map((ending) =>
    join(folder, `month-by-month.${ending}`),
  );
  const svg = join(folder, 'month-by-month.svg');
  writeFileSync(json!, `${JSON.stringify(replay, null, 2)}\n`);
  writeFileSync(table!, `${replayTable(replay)}\n`);
  const errors: string[] = [];
  const script = join(projectRoot(), 'pipelines', 'local', 'replay', 'plot.py');
  const code = await runChild(python, [script, json!, png!, svg], { onErrorLine: (line) => errors.push(line) });
  if (code !== 0) throw new LocalRunError(`the plot could not be drawn: ${errors.at(-1)}`);
  writeFileSync(html!, replayPage(replay, readFileSync(svg, 'utf8')));
  rmSync(svg);
  return { json: json!, table: table!, png: png!, html: html! };
}
