import { join } from 'node:path';
import { SUPPORTED_LEVELS } from '../../config/levels';
import { templateSerializer } from '../../testing';
import { root } from '../support/outside-judges';
import { templateOf } from '../support/synthesized';

expect.addSnapshotSerializer(templateSerializer);

/**
 * What a level has to say for itself: the stacks of one environment, as the others are alike; of level 2, delivery alone, as
 * it leaves the rest as it is (level2.test.ts).
 */
const REVIEWED: Readonly<Record<(typeof SUPPORTED_LEVELS)[number], readonly string[]>> = {
  0: ['state', 'platform-dev', 'models-dev-default'],
  1: ['platform-dev', 'models-dev-default'],
  2: ['delivery'],
};

test.each(SUPPORTED_LEVELS)('the blueprint of level %i synthesizes to what was reviewed', (level) => {
  const template = templateOf(join(root, 'mlops.yaml'), { level });
  for (const stack of REVIEWED[level]) expect(template.stack(stack)).toMatchSnapshot(stack);
});
