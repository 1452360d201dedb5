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

/** Joins what is known from the stacks with what Terraform plans: a plan settles what is not known otherwise. */
export function verdictOf(move: MoveOfConfig, plans?: readonly PlanOfStack[]): Verdict {
  const written = lossesOf(move).filter(({ does }) => plans === undefined || does !== 'unknown');
  const known = new Set(written.map(({ stack, address }) => `${stack}/${address}`));
  const planned = (plans ?? []).flatMap(({ name, losses }) => losses.map((loss) => ({ stack: name, ...loss })));
  const losses = [...written, ...planned.filter(({ stack, address }) => !known.has(`${stack}/${address}`))];
  return { move, plans, losses, safe: losses.length === 0 && move.from <= move.to };
}
