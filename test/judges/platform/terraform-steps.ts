import { providerCheck } from '../../support/outside-judges';

/** What Terraform does to get from what it applied last to a folder. */
export interface Step {
  readonly error?: string;
  readonly add: readonly string[];
  readonly change: readonly string[];
  readonly replace: readonly string[];
  readonly destroy: readonly string[];
  readonly forget: readonly string[];
}

const NOT_REACHED: Step = { error: 'not reached', add: [], change: [], replace: [], destroy: [], forget: [] };

/** Applies each folder on the state of the one before, and says what that did. */
export async function terraformSteps(folders: readonly string[]): Promise<Step[]> {
  const { output } = await providerCheck('upgrade', '--json', ...folders);
  const report = JSON.parse(output) as Record<string, Step>;
  return folders.map((folder) => report[folder] ?? NOT_REACHED);
}
