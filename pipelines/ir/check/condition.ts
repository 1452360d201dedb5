import { checkVisible } from './reference';
import { PipelineError } from '../errors';
import { type BranchesNode, type Condition } from '../graph';
import { ParameterRef } from '../references';

const KINDS: Readonly<Record<string, string>> = {
  STRING: 'string',
  BOOLEAN: 'boolean',
  NUMBER_INTEGER: 'number',
  NUMBER_DOUBLE: 'number',
};

/** Refuses a condition on something that isn't there, or on values that cannot be compared. */
export function checkConditions({ name, scope, branches }: BranchesNode): void {
  for (const { condition } of branches) {
    if (!condition) continue;
    for (const side of [condition.left, condition.right]) {
      if (side instanceof ParameterRef) checkVisible(scope, side, name, 'condition');
    }
    checkComparable(condition, (problem, fix) => {
      throw new PipelineError({ pipeline: scope.pipeline, task: name, input: 'condition', problem, fix });
    });
  }
}

type Refuse = (problem: string, fix?: string) => never;

function checkComparable({ left, operator, right }: Condition, refuse: Refuse): void {
  const kinds = [left, right].map((side) => (side instanceof ParameterRef ? KINDS[side.type] : typeof side));
  const [kind, other] = kinds;
  const given = right instanceof ParameterRef ? right.type : JSON.stringify(right);
  if (kind === undefined || kind !== other) refuse(`${left.type} cannot be compared with ${given}`);
  if (kind !== 'number' && operator !== '==' && operator !== '!=') refuse(`${left.type} has no order`, 'use == or !=');
  if (typeof right === 'number' && !Number.isFinite(right)) refuse(`${right} is no number to compare with`);
  if (typeof right === 'string' && /['\\\n]/.test(right)) {
    refuse(`${given} has a quote, backslash or line break`, 'compare with a text without them');
  }
}
