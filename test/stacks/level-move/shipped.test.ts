import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LoadedConfig, loadConfig, parseConfig } from '../../../config/load';
import { lossesOf } from '../../../stacks/level-move/level-move';
import { moveOfConfig } from '../../../stacks/level-move/move-of-config';
import { shippedConfigs } from '../../support/examples';
import { root } from '../../support/outside-judges';
import { scratchFolder } from '../../support/tree';

jest.setTimeout(60_000);
const folder = scratchFolder();

/** Going up from each level to the next loses nothing, and changes nothing that is there. */
function expectNothingLost(load: (level: number) => LoadedConfig): void {
  const move = moveOfConfig(load(0), load(1), folder());
  expect(lossesOf(move)).toEqual([]);
  expect(move.stacks.flatMap(({ changed, moved }) => [...changed, ...moved])).toEqual([]);
  expect(move.stacks.flatMap(({ added }) => added).length).toBeGreaterThan(0);
}

test.each(shippedConfigs)('$name goes from level 0 to 1 without loss or change', ({ file }) => {
  expectNothingLost((level) => loadConfig(file, { level }));
});

const DEFAULT = readFileSync(join(root, 'mlops.yaml'), 'utf8');

test.each([
  ['keys of its own', 'security: { cmek: true, private: false }'],
  ['no way out', 'security: { cmek: false, private: true }'],
  ['both', 'security: { cmek: true, private: true }'],
])('the default with %s goes from level 0 to 1 without loss or change', (_, security) => {
  const yaml = DEFAULT.replace(/^security: .*$/m, security);
  expect(yaml).toContain(security);
  expectNothingLost((level) => parseConfig('mlops.yaml', yaml, { level }));
});
