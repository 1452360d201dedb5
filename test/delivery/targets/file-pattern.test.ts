import { filePattern } from '../../../delivery/targets/file-pattern';

const matches = (glob: string, path: string) => new RegExp(filePattern([glob])).test(path);

test.each([
  ['pipelines/**', ['pipelines/a.ts', 'pipelines/a/b.py'], ['pipelines.md', 'x/pipelines/a.ts']],
  ['**/*.md', ['README.md', 'docs/a/b.md'], ['README.mdx', 'md']],
  ['docs/*.md', ['docs/a.md'], ['docs/a/b.md', 'docs/a_md']],
  ['package?.json', ['package1.json'], ['package.json', 'package/.json']],
  ['v[0-9]/**', ['v1/a'], ['vx/a']],
  ['a+b(c).txt', ['a+b(c).txt'], ['aab(c).txt', 'abc.txt']],
  ['a\\*b', ['a*b'], ['axb']],
])('the glob %s matches the same paths as a regular expression', (glob, inside, outside) => {
  expect(inside.filter((path) => !matches(glob, path))).toEqual([]);
  expect(outside.filter((path) => matches(glob, path))).toEqual([]);
});

test('several globs are one expression, of whole paths', () => {
  const pattern = new RegExp(filePattern(['pipelines/**', 'package.json']));
  const paths = ['pipelines/x', 'package.json', 'package.json5', 'a/package.json'];
  expect(paths.map((path) => pattern.test(path))).toEqual([true, true, false, false]);
});
