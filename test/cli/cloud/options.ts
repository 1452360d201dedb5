import { type ManualRunOptions } from '../../../cli/cloud/manual-run';
import { scratchFolder } from '../../support/tree';
import { writeRunsConfig } from '../runs-config';

/** Where requests of the configuration below go. */
export const TOPIC = 'projects/shop-project-dev/topics/shop-dev-runs';

/** A configuration for each test, in a folder of its own, and what asks it for a run. Call it at the top of a test file. */
export function runsToAskFor() {
  const folder = scratchFolder();
  let config: string;
  beforeEach(() => (config = writeRunsConfig(folder())));
  return {
    folder,
    config: () => config,
    options: (more: Partial<ManualRunOptions> = {}): ManualRunOptions => ({
      config,
      model: 'churn',
      pairs: [],
      values: {},
      event: 'manual:1',
      ...more,
    }),
  };
}
