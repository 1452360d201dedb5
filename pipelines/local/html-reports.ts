import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type LocalRun } from './run';
import { shortStep } from './step-name';

/**
 * Copies the run's HTML artifacts to reports/ under names that a browser opens: KFP stores them without `.html`.
 * @returns absolute paths
 */
export function htmlReports({ folder, record }: LocalRun): string[] {
  const pages = record.artifacts.filter((each) => each.type === 'system.HTML' && existsSync(each.uri));
  if (pages.length > 0) mkdirSync(join(folder, 'reports'), { recursive: true });
  const taken = new Set<string>();
  return pages.map((page) => {
    const [short, long] = [shortStep(page.step), page.step].map((step) => fileName(step, page.name));
    const name = taken.has(short!) ? long! : short!;
    taken.add(name);
    copyFileSync(page.uri, join(folder, 'reports', name));
    return join(folder, 'reports', name);
  });
}

/** `train-2-report.html` for the report of `train [2]`. */
function fileName(step: string, artifact: string): string {
  return `${[...step.split(/[^\w-]+/), artifact].filter(Boolean).join('-')}.html`;
}

const OPENERS = process.platform === 'darwin' ? ['open'] : ['xdg-open', 'sensible-browser'];

/** Opens the files in the user's browser; answers false when this machine has no program for that. */
export function openInBrowser(files: readonly string[]): boolean {
  const opener = OPENERS.find((name) => spawnSync('sh', ['-c', `command -v ${name}`]).status === 0);
  if (!opener) return false;
  for (const file of files) {
    spawn(opener, [file], { detached: true, stdio: 'ignore' })
      .on('error', () => undefined)
      .unref();
  }
  return true;
}
