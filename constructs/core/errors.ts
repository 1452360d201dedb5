import { type IConstruct } from 'constructs';

/** A mistake in what was asked of a construct. Says where in the construct tree it was made. */
export class ValidationError extends Error {
  /**
   * @param scope the construct that refuses
   * @param problems what is wrong, one sentence each: lower case, no full stop, with the value given and what is allowed
   */
  constructor(
    readonly scope: IConstruct,
    readonly problems: readonly string[],
  ) {
    super(`${scope.node.path || 'the app'}: ${problems.join('; ')}`);
    this.name = 'ValidationError';
  }
}

/** A rule that a construct checks: `problem` is said when `broken` holds. */
export interface Rule {
  readonly broken: boolean;
  readonly problem: string;
}

/**
 * Checks all rules and reports every broken one at once.
 *
 * @throws ValidationError naming the construct
 */
export function validate(scope: IConstruct, rules: readonly Rule[]): void {
  const problems = rules.filter((rule) => rule.broken).map((rule) => rule.problem);
  if (problems.length > 0) throw new ValidationError(scope, problems);
}
