import { findPython } from '../../../pipelines/local/python-interpreter';

function hasPython(): boolean {
  try {
    findPython();
    return true;
  } catch {
    return false;
  }
}

/** `describe` where the KFP SDK can be installed; elsewhere the tests are shown as skipped, and in CI they fail. */
export const withPython = process.env.CI || hasPython() ? describe : describe.skip;
