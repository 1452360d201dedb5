import generated from './replacement-rules.generated.json';

/** Which changes of a resource type the provider cannot make in place. */
export interface TypeRules {
  /** Arguments whose change makes the resource anew: paths without indexes. What is below one counts as well. */
  readonly replace: readonly string[];
  /** Blocks of which another number makes the resource anew. */
  readonly replaceByCount: readonly string[];
  /** Lists without an order. */
  readonly sets: readonly string[];
  /** The provider decides more while it plans, from the state. */
  readonly decidesMore?: boolean;
}

/**
 * Rules by resource type, for every type that `constructs/` makes, as the providers have them.
 * `npm run docs:replacements -- FOLDER` writes them (scripts/generate-replacement-rules.ts).
 */
const RULES: Readonly<Record<string, TypeRules>> = generated;

/** The rules of a resource type; undefined for one that the kit does not make. */
export const rulesOf = (type: string): TypeRules | undefined => (Object.hasOwn(RULES, type) ? RULES[type] : undefined);

/** Whether a change at a path makes the resource anew. */
export const replaces = (rules: TypeRules, path: string): boolean =>
  rules.replaceByCount.includes(path) || rules.replace.some((rule) => isAtOrBelow(path, rule));

/** Whether a path of an argument is another one, or leads into it. */
export const isAtOrBelow = (path: string, other: string): boolean => path === other || path.startsWith(`${other}.`);
