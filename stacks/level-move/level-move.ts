import { compareStacks, type MayDestroy, type StackMove } from './compare-stacks';
import { leftBehind } from './left-behind';
import { type Loss } from './losses';
import { type TerraformStackJson } from './terraform-stack';

/** What becomes of everything when a platform goes from one level to another. */
export interface LevelMove {
  readonly from: number;
  readonly to: number;
  /** In the order of deployment; those that are gone last. */
  readonly stacks: readonly MovedStack[];
}

export interface MovedStack extends StackMove {
  /** Which of the two levels has the stack. */
  readonly presence: 'both' | 'new' | 'gone';
}

export interface LossOfStack extends Loss {
  readonly stack: string;
}

/**
 * Compares all stacks of two levels. A stack that only the new one has is added as a whole; one that it does not have is
 * not written, so that what it made stays, with its state.
 *
 * @param mayDestroy what is destroyed on purpose. @default nothing
 */
export function compareLevels(
  before: { readonly level: number; readonly stacks: readonly TerraformStackJson[] },
  after: { readonly level: number; readonly stacks: readonly TerraformStackJson[] },
  mayDestroy?: MayDestroy,
): LevelMove {
  const old = new Map(before.stacks.map((stack) => [stack.name, stack]));
  const now = new Set(after.stacks.map(({ name }) => name));
  const gone = before.stacks.filter(({ name }) => !now.has(name));
  const stacks = [
    ...after.stacks.map((stack): MovedStack => {
      const known = old.get(stack.name);
      return { ...compareStacks(known ?? emptied(stack), stack, mayDestroy), presence: known ? 'both' : 'new' };
    }),
    ...gone.map(leftAlone),
  ];
  return { from: before.level, to: after.level, stacks };
}

const leftAlone = (stack: TerraformStackJson): MovedStack => ({
  name: stack.name,
  presence: 'gone',
  added: [],
  changed: [],
  moved: [],
  unchanged: 0,
  letGo: leftBehind(stack, [...stack.resources.keys()]),
  destroyed: [],
  losses: [],
});

const emptied = (stack: TerraformStackJson): TerraformStackJson => ({
  ...stack,
  resources: new Map(),
  data: new Map(),
  moved: [],
});

/** Everything that would be lost, of all stacks. */
export const lossesOf = ({ stacks }: LevelMove): LossOfStack[] =>
  stacks.flatMap(({ name, losses }) => losses.map((loss) => ({ stack: name, ...loss })));
