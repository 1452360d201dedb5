import { compareStacks, type StackMove } from './compare-stacks';
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

/** Compares all stacks of two levels. A stack that only one of them has is added or destroyed as a whole. */
export function compareLevels(
  before: { readonly level: number; readonly stacks: readonly TerraformStackJson[] },
  after: { readonly level: number; readonly stacks: readonly TerraformStackJson[] },
): LevelMove {
  const old = new Map(before.stacks.map((stack) => [stack.name, stack]));
  const now = new Set(after.stacks.map(({ name }) => name));
  const gone = before.stacks.filter(({ name }) => !now.has(name));
  const stacks = [
    ...after.stacks.map((stack): MovedStack => {
      const known = old.get(stack.name);
      return { ...compareStacks(known ?? emptied(stack), stack), presence: known ? 'both' : 'new' };
    }),
    ...gone.map((stack): MovedStack => ({ ...compareStacks(stack, emptied(stack)), presence: 'gone' })),
  ];
  return { from: before.level, to: after.level, stacks };
}

const emptied = (stack: TerraformStackJson): TerraformStackJson => ({
  ...stack,
  resources: new Map(),
  data: new Map(),
  moved: [],
});

/** Everything that would be lost, of all stacks. */
export const lossesOf = ({ stacks }: LevelMove): LossOfStack[] =>
  stacks.flatMap(({ name, losses }) => losses.map((loss) => ({ stack: name, ...loss })));
