import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

/** All stacks as modules of one root: Terraform, whose start takes most of the time, goes through them at once. */
function asModules(stacks: string): string {
  const into = join(stacks, '../modules');
  for (const name of readdirSync(stacks)) {
    cpSync(join(stacks, name), join(into, name), { recursive: true });
    const file = join(into, name, 'cdk.tf.json');
    const stack = JSON.parse(readFileSync(file, 'utf8')) as { terraform: { backend?: unknown } };
    delete stack.terraform.backend;
    writeFileSync(file, JSON.stringify(stack));
    // Terraform runs in the root.
    if (existsSync(join(into, name, 'assets')))
      cpSync(join(into, name, 'assets'), join(into, 'assets'), { recursive: true });
  }
  const module = Object.fromEntries(readdirSync(stacks).map((name) => [name, { source: `./${name}` }]));
  writeFileSync(join(into, 'cdk.tf.json'), JSON.stringify({ module }));
  return into;
}

/** Each level is applied on the state of the one below, and its second plan has to be empty. Returns what is wrong. */
async function judge(folders: readonly string[]): Promise<string> {
  const { status, output } = await providerCheck('upgrade', ...folders);
  const lines = output.trim().split('\n');
  const clean = /: [1-9]\d* to add, 0 to change, 0 to replace, 0 to destroy$/;
  const ok = status === 0 && lines.length === folders.length && lines.every((line) => clean.test(line));
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

describeJudged('Terraform', missingForTerraform(), () => {
  test.each(shippedConfigs)(
    'applies every stack of $name, level after level, destroys nothing and finds it unchanged, with every option set',
    async ({ name, file }) => {
      const said = await onAllCores(
        OPTION_SETS.map((set, index) => () => {
          const config = join(scratch, `${name}-${index}.yaml`);
          writeFileSync(config, withOptions(file, set));
          const level = (number: number) => asModules(synthesized(`${name}-${index}-${number}`, config, number));
          return judge(SUPPORTED_LEVELS.map(level));
        }),
      );
      expect(OPTION_SETS.map(({ options }, index) => `${options}: ${said[index]}`)).toEqual(
        OPTION_SETS.map(({ options }) => `${options}: ok`),
      );
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
