/** What a glob of Cloud Build means, in a regular expression: Go's filepath.Match, and `**` for any folders. */
const PARTS: readonly (readonly [RegExp, (found: string) => string])[] = [
  [/^\*\*\//, () => '(?:.*/)?'],
  [/^\*\*/, () => '.*'],
  [/^\*/, () => '[^/]*'],
  [/^\?/, () => '[^/]'],
  [/^\[[^\]]+\]/, (found) => found],
  [/^\\?[^]/, (found) => found.replace(/^\\(?=.)/, '').replace(/[.+^${}()|[\]\\*?]/, '\\$&')],
];

function pattern(glob: string): string {
  let [text, rest] = ['', glob];
  while (rest !== '') {
    const [form, translate] = PARTS.find(([each]) => each.test(rest))!;
    const [found] = form.exec(rest)!;
    text += translate(found);
    rest = rest.slice(found.length);
  }
  return text;
}

/** A regular expression (RE2) of the paths that match one of the globs, from the root of the repository. */
export const filePattern = (globs: readonly string[]): string =>
  globs.length === 1 ? `^${pattern(globs[0]!)}$` : `^(?:${globs.map(pattern).join('|')})$`;
