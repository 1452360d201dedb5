import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { SUPPORTED_LEVELS } from '../../../config/levels';
import { shippedConfigs } from '../../support/examples';
import { levelsOf } from '../../support/levels';
import { describeJudged, missingForTerraform, mlops } from '../../support/outside-judges';
import { walk } from './level-walk';
import { optionSetsOf, withOptions } from './option-sets';

const scratch = mkdtempSync(join(tmpdir(), 'mlops-levels-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function synthesized(out: string, file: string, level: number, cwd?: string): string {
  const folder = join(scratch, out);
  const run = mlops(['synth', '--config', file, '--level', String(level), '--out', folder], { cwd });
  expect({ status: run.status, stderr: run.stderr }).toEqual({ status: 0, stderr: '' });
  return join(folder, 'stacks');
}

const filesBelow = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
const bytesOf = (folder: string) =>
  filesBelow(folder).map((file) => [file.slice(folder.length), readFileSync(file, 'base64')]);

/** Runs the tasks on all cores, results in their order. */
async function onAllCores<T>(tasks: readonly (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = [];
  const queue = [...tasks.entries()];
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) results[next[0]] = await next[1]();
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return results;
}

describeJudged('Terraform', missingForTerraform(), () => {
  test.each(shippedConfigs.map((shipped, turn) => ({ ...shipped, turn })))(
    'applies every stack of $name, level after level and back, loses nothing and finds it unchanged, with its option sets',
    async ({ name, file, turn }) => {
      const sets = optionSetsOf(file, turn);
      const said = await onAllCores(
        sets.map((set, index) => async () => {
          const config = join(scratch, `${name}-${index}.yaml`);
          writeFileSync(config, withOptions(file, set));
          const said = await walk(levelsOf(config), (level) => synthesized(`${name}-${index}-${level}`, config, level));
          return said.replaceAll(`${scratch}/`, '');
        }),
      );
      expect(sets.map(({ options }, index) => `${options}: ${said[index]}`)).toEqual(
        sets.map(({ options }) => `${options}: ok`),
      );
    },
  );
});

describe('synthesis', () => {
  test('makes every level of the default', () => {
    expect(levelsOf(shippedConfigs[0]!.file)).toEqual(SUPPORTED_LEVELS);
  });

  test.each(shippedConfigs)('gives the same bytes twice for $name, also from another folder', ({ name, file }) => {
    const level = levelsOf(file).at(-1)!;
    const first = bytesOf(synthesized(`${name}-first`, file, level));
    expect(first.length).toBeGreaterThan(0);
    expect(bytesOf(synthesized(`${name}-second`, file, level, scratch))).toEqual(first);
  });
});
