import { type Build } from '../../../delivery/build';
import { type BuildRun } from './run-build';

/** Some steps of a build, by id: for what only they can show. They wait for each other as in the whole. */
export function partOf(build: Build, ...ids: readonly string[]): Build {
  const steps = ids.map((id) => {
    const step = build.steps.find((each) => each.id === id);
    if (!step) throw new Error(`there is no step ${id}: ${build.steps.map((each) => each.id).join(', ')}`);
    const waitFor = step.waitFor?.filter((other) => ids.includes(other));
    return { ...step, waitFor: waitFor?.length ? waitFor : ['-'] };
  });
  return { ...build, steps };
}

/** How each step ended, in the order in which they ran: its id when it succeeded, and with all it said when not. */
export const outcomes = ({ steps }: BuildRun): string[] =>
  steps.map(({ id, status, output }) => (status === 0 ? id : `${id} ended with ${status}:\n${output}`));

/** What a step wrote, line by line. */
export const linesOf = ({ steps }: BuildRun, id: string): string[] =>
  steps
    .find((step) => step.id === id)!
    .output.trim()
    .split('\n');
