import { join } from 'node:path';
import { SUPPORTED_LEVELS } from '../../config/levels';
import { templateSerializer } from '../../testing';
import { root } from '../support/outside-judges';
import { templateOf } from '../support/synthesized';

expect.addSnapshotSerializer(templateSerializer);

test.each(SUPPORTED_LEVELS)('the blueprint of level %i synthesizes to what was reviewed', (level) => {
  expect(templateOf(join(root, 'mlops.yaml'), { level })).toMatchSnapshot();
});
