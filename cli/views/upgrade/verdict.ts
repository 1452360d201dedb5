import { type LossOfStack, lossesOf } from '../../../stacks/level-move/level-move';
import { type MoveOfConfig } from '../../../stacks/level-move/move-of-config';
import { type PlanOfStack } from '../../../stacks/level-move/plan-of-terraform';

/** Whether a move of levels may be made, and why not. */
export interface Verdict {
  readonly move: MoveOfConfig;
  /** What Terraform says, when it was asked. */
  readonly plans?: readonly PlanOfStack[];
  readonly losses: readonly LossOfStack[];
  readonly safe: boolean;
}

/**
 * Joins what is known from the stacks with what Terraform plans: a plan settles what is not known otherwise. What is
 * destroyed on purpose is no loss.
 */
export function verdictOf(move: MoveOfConfig, plans?: readonly PlanOfStack[]): Verdict {
  const written = lossesOf(move).filter(({ does }) => plans === undefined || does !== 'unknown');
  const known = new Set(written.map(({ stack, address }) => `${stack}/${address}`));
  const wanted = new Set(
    move.stacks.flatMap(({ name, destroyed }) => destroyed.map((address) => `${name}/${address}`)),
  );
  const planned = (plans ?? [])
    .flatMap(({ name, losses }) => losses.map((loss) => ({ stack: name, ...loss })))
    .filter(({ stack, address }) => !known.has(`${stack}/${address}`))
    .filter(({ stack, address, does }) => does !== 'destroy' || !wanted.has(`${stack}/${address}`));
  const losses = [...written, ...planned];
  return { move, plans, losses, safe: losses.length === 0 };
}
