import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { NAME_RULES, type NameRule } from '../../../../constructs/core/naming/table';

const LIBRARIES = ['@cdktf/provider-google/package.json', '@cdktf/provider-google-beta/package.json'].map((name) =>
  dirname(require.resolve(name)),
);
const RULES = Object.entries<NameRule>(NAME_RULES);
const types = RULES.flatMap(([kind, rule]) => rule.types.map((type) => ({ kind, type, field: rule.field })));

test.each(types)('$kind: the provider has the type $type with the argument $field', ({ type, field }) => {
  const folder = type.replace(/^google_/, '').replaceAll('_', '-');
  const file = LIBRARIES.flatMap((library) =>
    ['', 'google-'].map((prefix) => join(library, 'lib', prefix + folder, 'index.d.ts')),
  ).find(existsSync);
  expect(file).toBeDefined();
  // The provider lets some names be left out, and Google then refuses the resource.
  expect(readFileSync(file!, 'utf8')).toMatch(new RegExp(`readonly ${field}\\??: string;`));
});

test('no type is in two rows, as a name has one rule', () => {
  const all = types.map(({ type }) => type);
  expect(all).toEqual([...new Set(all)]);
});

test('every pattern refuses upper case where Google does, and the empty name', () => {
  for (const [kind, { pattern }] of RULES) {
    expect([kind, pattern.test('')]).toEqual([kind, false]);
    expect([kind, pattern.test('with space')]).toEqual([kind, false]);
  }
});
