import { join } from 'node:path';
import { resourceTypes } from '../../../scripts/replacement-rules/rules';
import generated from '../../../stacks/level-move/replacement-rules.generated.json';
import { rulesOf } from '../../../stacks/level-move/replacement-rules';
import { root } from '../../support/outside-judges';

test('there are rules for every resource type that constructs make, and for no other: else npm run docs:replacements', () => {
  expect(Object.keys(generated)).toEqual([...resourceTypes(join(root, 'constructs')).keys()]);
});

test('a type that only sounds like a property of every object has no rules', () => {
  expect(rulesOf('constructor')).toBeUndefined();
});
