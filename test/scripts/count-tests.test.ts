import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../support/outside-judges';
import { scratchFolder } from '../support/tree';

const folder = scratchFolder();

/** Counts a report as `npm test` does: the script is an ES module, which only Node itself loads. */
function count(reader: 'countJest' | 'countPytest', report: string | undefined, status: number): string {
  const file = join(folder(), 'report');
  if (report !== undefined) writeFileSync(file, report);
  const module = pathToFileURL(join(root, 'scripts/count-tests.mjs')).href;
  const script = `import { ${reader}, countsText } from '${module}';
    process.stdout.write(countsText(${reader}(${JSON.stringify(file)}, ${status})));`;
  return spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }).stdout;
}

const jestReport = (counts: object) =>
  JSON.stringify({
    numPassedTests: 0,
    numFailedTests: 0,
    numRuntimeErrorTestSuites: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    ...counts,
  });

const pytestReport = (tests: number, failures: number, errors: number, skipped: number) =>
  `<?xml version="1.0"?><testsuites name="pytest"><testsuite name="pytest" errors="${errors}" failures="${failures}" ` +
  `skipped="${skipped}" tests="${tests}" time="1"><testcase/></testsuite></testsuites>`;

test.each([
  [
    'tests by outcome',
    jestReport({ numPassedTests: 7, numFailedTests: 2, numPendingTests: 1 }),
    1,
    '7 passed, 2 failed, 1 skipped',
  ],
  [
    'tests still to be written as skipped',
    jestReport({ numPassedTests: 1, numTodoTests: 2 }),
    0,
    '1 passed, 0 failed, 2 skipped',
  ],
  [
    'a file that does not load as a failure',
    jestReport({ numPassedTests: 3, numRuntimeErrorTestSuites: 1 }),
    1,
    '3 passed, 1 failed, 0 skipped',
  ],
  [
    'an exit code that says more than the report',
    jestReport({ numPassedTests: 3 }),
    1,
    '3 passed, 1 failed, 0 skipped',
  ],
  ['a run without tests as a failure', jestReport({}), 0, '0 passed, 1 failed, 0 skipped'],
  ['a report that is missing', undefined, 0, '0 passed, 1 failed, 0 skipped'],
  ['a report that was cut', '{"numPassed', 0, '0 passed, 1 failed, 0 skipped'],
  ['a report without counts', '{}', 0, '0 passed, 1 failed, 0 skipped'],
])('jest: %s', (_, report, status, counts) => {
  expect(count('countJest', report, status)).toBe(counts);
});

test.each([
  ['tests by outcome', pytestReport(10, 1, 1, 2), 1, '6 passed, 2 failed, 2 skipped'],
  ['all well', pytestReport(4, 0, 0, 0), 0, '4 passed, 0 failed, 0 skipped'],
  ['a crash after the last test', pytestReport(4, 0, 0, 0), 3, '4 passed, 1 failed, 0 skipped'],
  ['a report that is missing', undefined, 4, '0 passed, 1 failed, 0 skipped'],
  ['a report of something else', '<html/>', 0, '0 passed, 1 failed, 0 skipped'],
])('pytest: %s', (_, report, status, counts) => {
  expect(count('countPytest', report, status)).toBe(counts);
});
