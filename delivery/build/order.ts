import { type Build } from './build';
import { type BuildStep } from './step';

/** What a step waits for that waits for nothing. */
export const START = '-';

/** Positions of the steps that each step waits for, in order of the steps. Ids that no step has are left out. */
export function waitsOf({ steps }: Pick<Build, 'steps'>): readonly (readonly number[])[] {
  return steps.map(({ waitFor = [] }, position) =>
    waitFor.length === 0
      ? [...Array(position).keys()]
      : waitFor.map((id) => steps.findIndex((step) => step.id === id && id !== START)).filter((found) => found >= 0),
  );
}

/**
 * The steps, each after those that it waits for, and otherwise as they are written.
 *
 * @throws Error when steps wait for each other
 */
export function stepsInOrder(build: Pick<Build, 'steps'>): readonly BuildStep[] {
  const waits = waitsOf(build);
  const done = new Set<number>();
  const isReady = (position: number) => !done.has(position) && waits[position]!.every((other) => done.has(other));
  while (done.size < waits.length) {
    const next = waits.findIndex((_, position) => isReady(position));
    if (next < 0) throw new Error('steps wait for each other: defineBuild says which');
    done.add(next);
  }
  return [...done].map((position) => build.steps[position]!);
}
