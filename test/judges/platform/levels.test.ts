import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { SUPPORTED_LEVELS } from '../../../config/levels';
import { shippedConfigs } from '../../support/examples';
import { describeJudged, missingForTerraform, mlops, providerCheck } from '../../support/outside-judges';
import { OPTION_SETS, withOptions } from './option-sets';

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

/** What Terraform said of a stack at one level after the other; those that are equal to the byte are asked about once. */
const verdicts = new Map<string, Promise<string>>();

function verdictOn(folders: readonly string[]): Promise<string> {
  const hash = createHash('sha256')
    .update(JSON.stringify(folders.map(bytesOf)))
    .digest('hex');
  const known = verdicts.get(hash) ?? judge(folders);
  verdicts.set(hash, known);
  return known;
}

/** Each level is applied on the state of the one below, and its second plan has to be empty. */
async function judge(folders: readonly string[]): Promise<string> {
  const { status, output } = await providerCheck(...(folders.length > 1 ? ['upgrade'] : ['converge']), ...folders);
  const lines = output.trim().split('\n');
  const clean = folders.length > 1 ? /: \d+ to add, 0 to change, 0 to replace, 0 to destroy$/ : /: converge ok$/;
  const ok = status === 0 && lines.length === folders.length && lines.every((line, n) => n === 0 || clean.test(line));
  return ok ? 'ok' : output.replaceAll(`${scratch}/`, '');
}

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

const CASES = shippedConfigs.flatMap(({ name, file }) => OPTION_SETS.map((set) => ({ name, file, ...set })));

describeJudged('Terraform', missingForTerraform(), () => {
  test.each(CASES)(
    'applies every stack of $name, level after level, destroys nothing and finds it unchanged: $options',
    async ({ name, file, ...set }) => {
      const config = join(scratch, `${name}.yaml`);
      writeFileSync(config, withOptions(file, set));
      const levels = SUPPORTED_LEVELS.map((level) => synthesized(`${name}-${level}`, config, level));
      const stacks = readdirSync(levels.at(-1)!).sort();
      expect(stacks.length).toBeGreaterThan(0);
      const verdict = (stack: string) => () =>
        verdictOn(levels.map((folder) => join(folder, stack)).filter((folder) => existsSync(folder)));
      const said = await onAllCores(stacks.map(verdict));
      expect(stacks.map((stack, index) => `${stack}: ${said[index]}`)).toEqual(stacks.map((stack) => `${stack}: ok`));
    },
  );
});

describe('synthesis', () => {
  test.each(shippedConfigs)('gives the same bytes twice for $name, also from another folder', ({ name, file }) => {
    const level = SUPPORTED_LEVELS.at(-1)!;
    const first = bytesOf(synthesized(`${name}-first`, file, level));
    expect(first.length).toBeGreaterThan(0);
    expect(bytesOf(synthesized(`${name}-second`, file, level, scratch))).toEqual(first);
  });
});
