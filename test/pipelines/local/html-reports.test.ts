import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { htmlReports } from '../../../pipelines/local/html-reports';
import { type RunRecord } from '../../../pipelines/local/run-record';

test('each page gets a name of its own that a browser opens, also when two tasks have one name', () => {
  const folder = mkdtempSync(join(tmpdir(), 'reports-'));
  const steps = ['evaluate', 'loop-iteration-1/train', 'yes/notify', 'no/notify'];
  const artifacts = steps.map((step, index) => {
    const uri = join(folder, `page-${index}`);
    writeFileSync(uri, step);
    return { step, name: 'report', type: 'system.HTML', uri, sha256: 'aa', metadata: {} };
  });
  const pages = htmlReports({ folder, record: { artifacts } as unknown as RunRecord });
  expect(pages.map((page) => basename(page))).toEqual([
    'evaluate-report.html',
    'train-1-report.html',
    'notify-report.html',
    'no-notify-report.html',
  ]);
  expect(pages.map((page) => readFileSync(page, 'utf8'))).toEqual(steps);
});
