/** Regular expressions of branches and tags as GitHub's filter patterns, which can say less. */

/** Thrown for an expression that no pattern of GitHub says. */
export class NoPattern extends Error {
  constructor(expression: string, part: string) {
    super(`${expression} has "${part}", which no filter pattern of GitHub says`);
  }
}

/** Parts of an expression, with what they are as a pattern. What none of them matches cannot be said. */
const PARTS: readonly (readonly [RegExp, (found: string) => string])[] = [
  [/^\.\*/, () => '**'],
  [/^\\d([+?])?(?!\*)/, (found) => `[0-9]${found.slice(2)}`],
  [/^\[(?:[a-z]-[a-z]|[A-Z]-[A-Z]|[0-9]-[0-9]|[A-Za-z0-9])+\][+?]?(?![*{])/, (found) => found],
  [/^(?:[\w/-]|\\[^\w])[+?]?(?![*{])/, (found) => found.replace(/^\\([^*?+[\]!\\])/, '$1')],
];

/**
 * The patterns that match the names that a regular expression (RE2) does: one for each alternative of a group.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#filter-pattern-cheat-sheet
 *
 * @throws NoPattern for what patterns cannot say
 */
export const refPatterns = (expression: string): string[] =>
  alternatives(expression).map((each) => pattern(each, expression));

function pattern(alternative: string, expression: string): string {
  const start = alternative.startsWith('^') ? '' : '**';
  const isClosed = /(?:^|[^\\])(?:\\\\)*\$$/.test(alternative);
  let rest = alternative.slice(start === '' ? 1 : 0, isClosed ? -1 : undefined);
  let text = start;
  while (rest !== '') {
    const [form, translate] = PARTS.find(([each]) => each.test(rest)) ?? [];
    if (!form) throw new NoPattern(expression, rest);
    const [found] = form.exec(rest)!;
    text += translate!(found);
    rest = rest.slice(found.length);
  }
  return `${text}${isClosed ? '' : '**'}`.replace(/\*{3,}/g, '**');
}

/** `^(a|b)$` is `^a$` and `^b$`; groups may not be repeated, nor hold others. */
function alternatives(expression: string): string[] {
  const group = /(?<!\\)\((?:\?:)?([^()]*)\)(?![*+?{])/.exec(expression);
  if (!group) return [expression];
  const [whole, inner] = group;
  const [before, after] = [expression.slice(0, group.index), expression.slice(group.index + whole.length)];
  return inner!.split('|').flatMap((each) => alternatives(`${before}${each}${after}`));
}
