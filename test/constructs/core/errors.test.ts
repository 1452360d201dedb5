import { Construct } from 'constructs';
import { ValidationError, validate } from '../../../constructs/core/errors';
import { testApp, testStack } from '../../../testing';

const scope = new Construct(testStack(), 'Bucket');

test('an error says where in the construct tree the mistake is', () => {
  expect(new ValidationError(scope, ['too long']).message).toBe('stack/Bucket: too long');
});

test('an error of the app itself says so, as the app has no path', () => {
  expect(new ValidationError(testApp(), ['no stacks']).message).toBe('the app: no stacks');
});

test('an error carries its scope and problems, for programs that show them', () => {
  const error = new ValidationError(scope, ['a', 'b']);
  expect(error).toMatchObject({ name: 'ValidationError', scope, problems: ['a', 'b'] });
});

test('every broken rule is reported at once, and no other', () => {
  const rules = [
    { broken: true, problem: 'a is wrong' },
    { broken: false, problem: 'b is wrong' },
    { broken: true, problem: 'c is wrong' },
  ];
  expect(() => validate(scope, rules)).toThrow(new ValidationError(scope, ['a is wrong', 'c is wrong']));
});

test('nothing is thrown when every rule holds', () => {
  expect(() => validate(scope, [{ broken: false, problem: 'a is wrong' }])).not.toThrow();
});
