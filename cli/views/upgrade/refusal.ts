import pc from 'picocolors';
import { valueText } from '../../../config/explaining/value-text';
import { type LossOfStack } from '../../../stacks/level-move/level-move';
import { counted } from '../counted';
import { type Verdict } from './verdict';

const WORDS = { replace: 'replaced', destroy: 'destroyed', unknown: 'not to be judged' };

/** Why a move of levels is refused: each resource that would be lost, and what does it. */
export function refusalText({ move: { from, to }, losses }: Verdict): string {
  const lost = new Set(losses.map(({ stack, address }) => `${stack}/${address}`)).size;
  const what = lost === 0 ? 'no resource' : counted(lost, 'resource');
  const title = `${pc.red('Refused')}: going from level ${from} to level ${to} would lose ${what}.`;
  const advice =
    'Nothing was written. Where an argument is named, it is what has to stay as it was: see `overrides` in docs/config.md.';
  return [title, ...grouped(losses).map(groupText), '', advice].join('\n');
}

/** Those of a stack that have the same end and cause, in the order in which they first appear. */
function grouped(losses: readonly LossOfStack[]): LossOfStack[][] {
  const groups = new Map<string, LossOfStack[]>();
  for (const loss of losses) {
    const key = [loss.stack, loss.does, loss.why].join(' ');
    groups.set(key, [...(groups.get(key) ?? []), loss]);
  }
  return [...groups.values()];
}

function groupText(losses: readonly LossOfStack[]): string {
  const { stack, does, why } = losses[0]!;
  const lines = losses.map(({ address, argument, from, to }) => {
    const values = from === undefined && to === undefined ? undefined : `${valueText(from)} -> ${valueText(to)}`;
    const cause = [argument, values].filter((part) => part !== undefined).join(' ');
    return `    ${address}${cause === '' ? '' : `: ${cause}`}`;
  });
  return [`  ${pc.bold(stack)}, ${WORDS[does]}, as ${why}`, ...lines].join('\n');
}
