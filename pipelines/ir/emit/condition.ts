import { type Condition } from '../graph';
import { ParameterRef } from '../references';
import { channelName } from './naming';

/** The parameters that conditions look at, by the name they have in the task that is decided about. */
export function operandsOf(conditions: readonly Condition[]): [string, ParameterRef][] {
  const sides = conditions.flatMap(({ left, right }) => [left, right]);
  return sides.filter((side) => side instanceof ParameterRef).map((ref) => [channelName(ref), ref]);
}

/** The CEL expression: none of the earlier branches' conditions hold, and this one's does (`else` has none). */
export function triggerCondition(earlier: readonly Condition[], own: Condition | undefined): string {
  const negated = earlier.map((condition) => `!(${comparison(condition)})`);
  return [...negated, ...(own ? [comparison(own)] : [])].join(' && ');
}

function comparison({ left, operator, right }: Condition): string {
  const asInteger = isInteger(left) && isInteger(right);
  return `${operand(left, asInteger)} ${operator} ${operand(right, asInteger)}`;
}

function isInteger(side: Condition['right']): boolean {
  return side instanceof ParameterRef ? side.type === 'NUMBER_INTEGER' : Number.isInteger(side);
}

/**
 * CEL sees every number as a double. Two integers are compared as integers, as the KFP compiler has it; mixed numbers
 * as they are, since its `double()` is unknown to the local runner, which would take the condition as false.
 */
function operand(side: Condition['right'], asInteger: boolean): string {
  if (side instanceof ParameterRef) {
    const value = `inputs.parameter_values['${channelName(side)}']`;
    return asInteger ? `int(${value})` : value;
  }
  if (typeof side === 'string') return `'${side}'`;
  return typeof side === 'number' && !asInteger && Number.isInteger(side) ? `${side}.0` : String(side);
}
