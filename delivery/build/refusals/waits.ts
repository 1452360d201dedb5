import { START, waitsOf } from '../order';
import { type BuildStep } from '../step';
import { didYouMean, labelled, type Refusal, stepAt } from './places';

/** What steps wait for: it is there, it is above, and no step waits for itself in the end. */
export const waitProblems: Refusal = (build) => {
  const circles = circlesOf(waitsOf(build));
  const inCircle = new Set(circles.flat());
  return [
    ...labelled(build).flatMap(({ step, at }, position) =>
      [...problemsOf(step, position, build.steps, inCircle)].map((problem) => `${at}: waitFor: ${problem}`),
    ),
    ...circles.map((circle) => `steps wait for each other: ${wordsFor(circle, build.steps)}; break the circle`),
  ];
};

function* problemsOf(
  { id, waitFor = [] }: BuildStep,
  position: number,
  steps: readonly BuildStep[],
  inCircle: ReadonlySet<number>,
): Iterable<string> {
  if (waitFor.includes(START) && waitFor.length > 1)
    yield `"-" is together with ${quotedList(waitFor.filter((each) => each !== START))}; "-" waits for no step, and stands alone`;
  const ids = steps.flatMap((step) => step.id ?? []).filter((each) => each !== id);
  for (const each of waitFor.filter((wanted) => wanted !== START)) {
    const found = steps.findIndex((step) => step.id === each);
    if (each === id) yield `"${each}" is the step itself`;
    else if (found < 0)
      yield `no step has the id "${each}"${didYouMean(each, ids) || `; ids are ${quotedList(ids) || 'not given'}`}`;
    else if (found > position && !inCircle.has(position))
      yield `"${each}" comes after it; Cloud Build knows only the steps above: move "${each}" up`;
  }
}

/** Positions along each circle that is longer than one step, from its first step on. */
function circlesOf(waits: readonly (readonly number[])[]): number[][] {
  const circles: number[][] = [];
  const seen = new Set<number>();
  const follow = (position: number, way: readonly number[]): void => {
    const start = way.indexOf(position);
    if (start >= 0 && way.length - start > 1) circles.push(fromLowest(way.slice(start)));
    if (start >= 0 || seen.has(position)) return;
    for (const next of waits[position]!) follow(next, [...way, position]);
    seen.add(position);
  };
  waits.forEach((_, position) => follow(position, []));
  return circles;
}

function fromLowest(circle: readonly number[]): number[] {
  const lowest = circle.indexOf(Math.min(...circle));
  return [...circle.slice(lowest), ...circle.slice(0, lowest)];
}

const wordsFor = (circle: readonly number[], steps: readonly BuildStep[]): string =>
  [...circle, circle[0]!].map((position) => stepAt(steps[position]!, position)).join(' -> ');

const quotedList = (items: readonly string[]): string => items.map((item) => `"${item}"`).join(', ');
