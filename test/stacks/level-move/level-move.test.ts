import { compareLevels, lossesOf } from '../../../stacks/level-move/level-move';
import { stackOf } from './stacks';

const sleep = { 'time_sleep.Ready': { create_duration: '1s' } };
const level = (number: number, ...names: string[]) => ({
  level: number,
  stacks: names.map((name) => stackOf(sleep, {}, name)),
});

test('a stack that only the new level has is added as a whole', () => {
  const { stacks } = compareLevels(level(0, 'platform-dev'), level(1, 'platform-dev', 'delivery'));
  expect(stacks.map(({ name, added, unchanged }) => [name, added.length, unchanged])).toEqual([
    ['platform-dev', 0, 1],
    ['delivery', 1, 0],
  ]);
});

test('a stack that the new level does not have is not written: what it made stays', () => {
  const move = compareLevels(level(1, 'platform-dev', 'delivery'), level(0, 'platform-dev'));
  expect(lossesOf(move)).toEqual([]);
  expect(move.stacks.at(-1)).toMatchObject({
    name: 'delivery',
    presence: 'gone',
    letGo: [{ address: 'time_sleep.Ready', type: 'time_sleep', holdsData: false }],
  });
});
