import { type BuildStep, stepsInOrder } from '../../../delivery/build';

const step = (id: string, ...waitFor: string[]): BuildStep => ({ id, name: 'ubuntu', waitFor });
const order = (...steps: BuildStep[]) => stepsInOrder({ steps }).map(({ id }) => id);

test.each<[string, BuildStep[], string[]]>([
  ['as they are written, when they wait for all above', [step('a'), step('b'), step('c')], ['a', 'b', 'c']],
  ['as they are written, when they wait for nothing', [step('b', '-'), step('a', '-')], ['b', 'a']],
  ['after a step below', [step('a', 'b'), step('b', '-')], ['b', 'a']],
  ['after several, each once', [step('a', 'c'), step('b', 'c', 'a'), step('c', '-'), step('d')], ['c', 'a', 'b', 'd']],
])('steps come %s', (_, steps, expected) => {
  expect(order(...steps)).toEqual(expected);
});

test('a step without waitFor comes after all above it', () => {
  expect(order(step('a', 'c'), { id: 'b', name: 'ubuntu' }, step('c', '-'))).toEqual(['c', 'a', 'b']);
});

test('there is no order of steps that wait for each other', () => {
  expect(() => order(step('a', 'b'), step('b', 'a'))).toThrow('steps wait for each other');
});
