import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PlanJson, type PlannedStack, plannedStack } from '../../delivery/plans';
import { UsageError } from '../failure';

/**
 * The plans of stacks as a script left them in a folder: `STACK.json` from `terraform show -json`, or, where there is no
 * plan, `STACK.txt` with what Terraform said.
 *
 * @throws UsageError when there is neither, or the JSON is none
 */
export const readPlans = (folder: string, stacks: readonly string[]): PlannedStack[] =>
  stacks.map((name) => {
    const [plan, said] = ['json', 'txt'].map((ending) => join(folder, `${name}.${ending}`)) as [string, string];
    if (existsSync(plan)) return plannedStack(name, jsonOf(plan));
    if (existsSync(said)) return { name, changes: [], failure: complaintIn(readFileSync(said, 'utf8')) };
    throw new UsageError(`there is neither ${plan} nor ${said}`);
  });

/** From the first error on: what was said before is in the log. */
const complaintIn = (text: string): string => text.slice(Math.max(0, text.search(/^(│ )?Error: /m))).trim();

function jsonOf(file: string): PlanJson {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as PlanJson;
  } catch (cause) {
    throw new UsageError(`${file} is not what "terraform show -json" prints: ${(cause as Error).message}`);
  }
}
