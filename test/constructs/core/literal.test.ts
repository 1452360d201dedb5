import { TerraformVariable } from 'cdktf';
import { literal } from '../../../constructs/core/literal';
import { testStack } from '../../../testing';

test('what Terraform would fill in is written so that it does not', () => {
  expect(literal('echo "${A:-b}" %{c} $D $$ %')).toBe('echo "$${A:-b}" %%{c} $D $$ %');
});

test('all texts below are, and nothing else is changed', () => {
  expect(literal({ a: ['${b}', 1, true, undefined], c: { d: '${e}' } })).toEqual({
    a: ['$${b}', 1, true, undefined],
    c: { d: '$${e}' },
  });
});

test('what is known at deployment only stays', () => {
  const token = new TerraformVariable(testStack(), 'V', { type: 'string' }).stringValue;
  expect(literal(`a-${token}`)).toBe(`a-${token}`);
});
