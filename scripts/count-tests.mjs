// Reads the reports of test runners. A report that is missing or says less than the exit code counts as one failure:
// a runner that crashes never looks like one that passed.
import { readFileSync } from 'node:fs';

const FAILED_TO_RUN = Object.freeze({ passed: 0, failed: 1, skipped: 0 });

/** The counts of a tool that only says yes or no. */
export const countOne = (status) => ({ passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 });

/** The counts in jest's JSON. A file that does not even load holds no test: it counts as one failure. */
export function countJest(file, status) {
  return counted(file, status, (text) => {
    const report = JSON.parse(text);
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
      skipped: report.numPendingTests + report.numTodoTests,
    };
  });
}

/** The counts in pytest's JUnit XML. */
export function countPytest(file, status) {
  return counted(file, status, (text) => {
    const suite = /<testsuite [^>]*>/.exec(text)[0];
    const count = (name) => Number(new RegExp(` ${name}="(\\d+)"`).exec(suite)[1]);
    const failed = count('failures') + count('errors');
    return { passed: count('tests') - failed - count('skipped'), failed, skipped: count('skipped') };
  });
}

function counted(file, status, read) {
  let counts;
  try {
    counts = read(readFileSync(file, 'utf8'));
  } catch {
    return FAILED_TO_RUN;
  }
  if (!Object.values(counts).every(Number.isInteger)) return FAILED_TO_RUN;
  // Nothing ran, or the runner failed in another way: a crash, an open handle, a threshold.
  const silent = counts.failed === 0 && (status !== 0 || counts.passed + counts.skipped === 0);
  return silent ? { ...counts, failed: 1 } : counts;
}

export const sumOf = (all) =>
  all.reduce(
    (sum, { passed, failed, skipped }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      skipped: sum.skipped + skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );

/** `3 passed, 0 failed, 1 skipped`. */
export const countsText = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`;
