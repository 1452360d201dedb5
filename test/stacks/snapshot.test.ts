import { join } from 'node:path';
import { templateSerializer } from '../../testing';
import { root } from '../support/outside-judges';
import { templateOf } from '../support/synthesized';

expect.addSnapshotSerializer(templateSerializer);

test('the blueprint of level 0 synthesizes to what was reviewed', () => {
  expect(templateOf(join(root, 'mlops.yaml'))).toMatchSnapshot();
});
