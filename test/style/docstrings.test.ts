import { undocumentedIn, undocumentedProps } from './prop-docs';

test('every field of public props in constructs is documented, with its default where it is optional', () => {
  expect(undocumentedProps('constructs')).toEqual([]);
});

test('every field of the options of test helpers is documented, with its default where it is optional', () => {
  expect(undocumentedProps('testing')).toEqual([]);
});

const problems = (field: string) => undocumentedIn('a.ts', `export interface SomeProps {\n${field}\n}`);

test.each([
  ['readonly name: string;', 'a.ts:2 SomeProps.name has no doc comment'],
  ['// What for\nreadonly name: string;', 'a.ts:3 SomeProps.name has no doc comment'],
  ['/** What for. */ readonly name?: string;', 'a.ts:2 SomeProps.name is optional and tells no @default'],
  [
    '/** What for.\n * @default\n */ readonly name?: string;',
    'a.ts:4 SomeProps.name is optional and tells no @default',
  ],
  ["/** @default 'x' */ readonly name: string;", 'a.ts:2 SomeProps.name is required and tells a @default'],
])('%j is a violation', (field, violation) => {
  expect(problems(field)).toEqual([violation]);
});

test.each(["/** @default 'x' */ readonly name?: string;", '/** What for. */ readonly name: string;'])(
  '%j is none',
  (field) => {
    expect(problems(field)).toEqual([]);
  },
);

test('interfaces that are not props, and those that are not exported, are left alone', () => {
  const text = 'export interface Thing { name: string }\ninterface SomeProps { name: string }';
  expect(undocumentedIn('a.ts', text)).toEqual([]);
});
