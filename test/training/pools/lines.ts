/** Mistakes of a pool as lines: path, message, what is allowed, what to do. */
import { type PoolRefusal } from '../../../training/pools/asked';
import { type Pool } from '../../../training/pools/pool';
import { isPoolRefused } from '../../../training/pools/resolve';

export const poolLines = (answer: Pool | readonly PoolRefusal[]): readonly string[] =>
  isPoolRefused(answer)
    ? answer.map(({ path, message, allowed, fix }) =>
        [`${path.join('.')}: ${message}`, ...(allowed === undefined ? [] : [allowed]), fix].join(' | '),
      )
    : ['not refused'];
