import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LoadedConfig, parseConfig } from '../../../config/load';
import { compareLevels, type LevelMove, lossesOf } from '../../../stacks/level-move/level-move';
import { moveOfConfig } from '../../../stacks/level-move/move-of-config';
import { readStack, type TerraformStackJson } from '../../../stacks/level-move/terraform-stack';
import { holdsData } from '../../../stacks/lowering/data-holding';
import { buildInMemory } from '../../../stacks/synthesize';
import { synthesizeApp } from '../../../testing/synthesize';
import { shippedConfigs } from '../../support/examples';
import { levelsOf } from '../../support/levels';
import { root } from '../../support/outside-judges';
import { scratchFolder } from '../../support/tree';

jest.setTimeout(120_000);
const folder = scratchFolder();

interface Level {
  readonly level: number;
  readonly stacks: readonly TerraformStackJson[];
}

function written(yaml: string, level: number, file: string): Level {
  const stacks = synthesizeApp(buildInMemory(parseConfig(file, yaml, { level })));
  return { level, stacks: stacks.map(({ name, json }) => readStack(name, json)) };
}

const untouched = ({ stacks }: LevelMove) => stacks.flatMap(({ changed, moved }) => [...changed, ...moved]);
const sorted = (stacks: LevelMove['stacks'], addresses: (stack: LevelMove['stacks'][number]) => readonly string[]) =>
  stacks.flatMap((stack) => addresses(stack).map((address) => `${stack.name}/${address}`)).sort();

/** Going up from each level to the next loses and changes nothing, and going down lets go of what was added. */
function expectNothingLost(yaml: string, file: string): void {
  const levels = levelsOf(file, yaml).map((level) => written(yaml, level, file));
  for (const [index, above] of levels.entries()) {
    const below = levels[index - 1];
    if (below === undefined) continue;
    const [up, down] = [compareLevels(below, above), compareLevels(above, below)];
    for (const each of [up, down]) expect([lossesOf(each), untouched(each)]).toEqual([[], []]);
    const added = sorted(up.stacks, (stack) => stack.added);
    expect(added.length).toBeGreaterThan(0);
    expect(sorted(down.stacks, ({ letGo }) => letGo.map(({ address }) => address))).toEqual(added);
    expect(down.stacks.flatMap(({ destroyed }) => destroyed)).toEqual([]);
  }
}

test.each(shippedConfigs)('$name goes up level by level and back without loss or change', ({ file }) => {
  expectNothingLost(readFileSync(file, 'utf8'), file);
});

const FILE = join(root, 'mlops.yaml');
const DEFAULT = readFileSync(FILE, 'utf8');

test.each([
  ['keys of its own', 'security: { cmek: true, private: false }'],
  ['no way out', 'security: { cmek: false, private: true }'],
  ['both', 'security: { cmek: true, private: true }'],
])('so does the default with %s', (_, security) => {
  const yaml = DEFAULT.replace(/^security: .*$/m, security);
  expect(yaml).toContain(security);
  expectNothingLost(yaml, FILE);
});

test.each(['mlops.yaml', 'examples/private-cmek/mlops.yaml'])(
  '%s with `whenLowered: destroy` loses nothing that holds data',
  (name) => {
    const file = join(root, name);
    const yaml = `${readFileSync(file, 'utf8')}\nwhenLowered: destroy\n`;
    const [before, after] = [1, 0].map((level) => parseConfig(file, yaml, { level })) as [LoadedConfig, LoadedConfig];
    const { stacks } = moveOfConfig(before, after, folder());
    const destroyed = stacks.flatMap((stack) => stack.destroyed);
    expect(destroyed.length).toBeGreaterThan(0);
    expect(destroyed.filter((address) => holdsData(address.split('.')[0]!))).toEqual([]);
    expect(stacks.flatMap(({ losses }) => losses)).toEqual([]);
    expect(stacks.flatMap(({ letGo }) => letGo).every(({ holdsData }) => holdsData)).toBe(true);
  },
);
