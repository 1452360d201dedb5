import fc from 'fast-check';
import { refPatterns } from '../../../delivery/targets/github/ref-patterns';

/** A filter pattern of GitHub as a regular expression, written from its documentation. */
function githubPattern(pattern: string): RegExp {
  const text = pattern.replace(/\\(.)|\*\*|\*|\[[^\]]*\]|[?+]|[^]/g, (found, escaped?: string) => {
    if (escaped !== undefined) return escaped.replace(/\W/, '\\$&');
    if (found === '**') return '.*';
    if (found === '*') return '[^/]*';
    return /^[[?+]/.test(found) ? found : found.replace(/\W/, '\\$&');
  });
  return new RegExp(`^${text}$`);
}

const matches = (expression: string, name: string) =>
  refPatterns(expression).some((each) => githubPattern(each).test(name));

test.each([
  ['^main$', ['main']],
  ['^v[0-9].*', ['v[0-9]**']],
  ['^v\\d+\\.\\d+$', ['v[0-9]+.[0-9]+']],
  ['^(main|release/.*)$', ['main', 'release/**']],
  ['^release-v?[0-9]+$', ['release-v?[0-9]+']],
  ['hotfix', ['**hotfix**']],
  ['^a\\+b$', ['a\\+b']],
])('%s is %j', (expression, patterns) => {
  expect(refPatterns(expression)).toEqual(patterns);
});

test('the patterns match the names that the expression does', () => {
  const expressions = [
    '^main$',
    '^v[0-9].*',
    '^v\\d+\\.\\d+$',
    '^(main|release/.*)$',
    '^release-v?[0-9]+$',
    'fix',
    '^a\\+b$',
  ];
  const part = fc.constantFrom('main', 'v', '1', '23', '.', '/', 'release', 'release/', '-', 'fix', 'x', 'a+b');
  const name = fc.array(part, { maxLength: 5 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.constantFrom(...expressions), name, (expression, each) => {
      expect(matches(expression, each)).toBe(new RegExp(expression).test(each));
    }),
  );
});

test.each(['^v.$', '^v[0-9]{2}$', '^v[0-9]*$', '^(a|b)+$', '^[^x]$', '^\\w+$', '^a|b$', '^v.+$'])(
  '%s is refused: no pattern says it',
  (expression) => {
    expect(() => refPatterns(expression)).toThrow('which no filter pattern of GitHub says');
  },
);
