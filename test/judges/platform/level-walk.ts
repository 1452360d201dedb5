/** From level to level on one state, as Terraform sees it. */
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { providerCheck } from '../../support/outside-judges';
import { type Step, terraformSteps } from './terraform-steps';

/**
 * Applies each level on the state of the one before, lowest to highest and back to the lowest, and plans each twice.
 * Returns what is wrong, or `ok`: going up only adds, going down forgets exactly that and touches nothing else.
 *
 * @param synthesizedAt writes the stacks of a level and returns their folder
 */
export async function walk(levels: readonly number[], synthesizedAt: (level: number) => string): Promise<string> {
  const folders = levels.map((level) => ({ level, stacks: synthesizedAt(level) }));
  const groups = [...new Set(folders.flatMap(({ stacks }) => readdirSync(stacks).map(groupOf)))];
  const wrong: string[] = [];
  for (const group of groups) {
    const steps = distinct(group, folders);
    wrong.push(...(await (steps.length > 1 ? walkOf(group, steps) : convergenceOf(group, steps[0]!))));
  }
  return wrong.length === 0 ? 'ok' : wrong.join('; ');
}

/**
 * What Terraform goes through at once: the stacks of an environment. Its start takes most of the time for few resources, its
 * graph for many.
 */
const groupOf = (stack: string): string => /^(?:platform|models)-([a-z0-9]+)/.exec(stack)?.[1] ?? stack;
const namesIn = (stacks: string, group: string): string[] =>
  readdirSync(stacks).filter((name) => groupOf(name) === group);

/** Levels that have the group, without those that make of it what the one below makes: Terraform cannot tell them apart. */
function distinct(group: string, folders: readonly LevelFolder[]): LevelFolder[] {
  const textOf = ({ stacks }: LevelFolder) =>
    namesIn(stacks, group)
      .map((name) => readFileSync(join(stacks, name, 'cdk.tf.json'), 'utf8'))
      .join('\n');
  const texts = folders.map(textOf);
  return folders.filter((_, index) => texts[index] !== '' && texts[index] !== texts[index - 1]);
}

interface LevelFolder {
  readonly level: number;
  readonly stacks: string;
}

/** Of stacks that only one level has. */
async function convergenceOf(group: string, { stacks }: LevelFolder): Promise<string[]> {
  const { status, output } = await providerCheck('converge', asModules(stacks, group, 'up'));
  return status === 0 ? [] : [output];
}

async function walkOf(group: string, steps: readonly LevelFolder[]): Promise<string[]> {
  const levels = steps.map(({ level }) => level);
  const up = steps.map(({ stacks }) => asModules(stacks, group, 'up'));
  const down: string[] = [];
  for (const { stacks } of steps.toReversed().slice(1))
    down.push(asModules(stacks, group, 'down', down.at(-1) ?? up.at(-1)));
  const walked = await terraformSteps([...up, ...down]);
  const [ups, downs] = [walked.slice(0, up.length), walked.slice(up.length)];
  return [
    ...ups.flatMap((step, index) => wrongUp(step).map((what) => `up to level ${levels[index]}: ${what}`)),
    ...downs.flatMap((step, index) => {
      const from = ups.length - 1 - index;
      const stacks = stacksOf(ups.slice(0, from));
      const left = ups[from]!.add.filter((address) => stacks.has(stackOf(address)));
      return wrongDown(step, left).map((what) => `down to level ${levels[from - 1]}: ${what}`);
    }),
  ];
}

const touched = ({ change, replace, destroy }: Step) =>
  Object.entries({ change, replace, destroy }).flatMap(([does, all]) => all.map((address) => `${does} ${address}`));

function wrongUp(step: Step): string[] {
  if (step.error !== undefined) return [step.error];
  const forgotten = step.forget.map((address) => `forget ${address}`);
  return [...touched(step), ...forgotten, ...(step.add.length > 0 ? [] : ['nothing is added'])];
}

/** @param left what the level that is left has added, in stacks that the one below has too */
function wrongDown(step: Step, left: readonly string[]): string[] {
  if (step.error !== undefined) return [step.error];
  const isExact = [...step.forget].sort().join() === [...left].sort().join();
  return [
    ...touched(step),
    ...step.add.map((address) => `add ${address}`),
    ...(isExact ? [] : ['other things are forgotten than were added']),
  ];
}

/** `module.platform-dev.google_storage_bucket.X` is of the stack platform-dev. */
const stackOf = (address: string): string => address.split('.')[1]!;
const stacksOf = (steps: readonly Step[]) => new Set(steps.flatMap(({ add }) => add.map(stackOf)));

/**
 * All stacks of a group as modules of one root.
 *
 * @param before the modules that were applied last: a stack that is no longer written stays as it is
 */
function asModules(stacks: string, group: string, direction: string, before?: string): string {
  const into = join(stacks, '..', `modules-${group}-${direction}`);
  for (const name of namesIn(stacks, group)) {
    cpSync(join(stacks, name), join(into, name), { recursive: true });
    const file = join(into, name, 'cdk.tf.json');
    const stack = JSON.parse(readFileSync(file, 'utf8')) as { terraform: { backend?: unknown } };
    delete stack.terraform.backend;
    writeFileSync(file, JSON.stringify(stack));
    // Terraform runs in the root.
    if (existsSync(join(into, name, 'assets')))
      cpSync(join(into, name, 'assets'), join(into, 'assets'), { recursive: true });
  }
  if (before) cpSync(before, into, { recursive: true, force: false });
  const names = readdirSync(into).filter((name) => existsSync(join(into, name, 'cdk.tf.json')));
  const module = Object.fromEntries(names.map((name) => [name, { source: `./${name}` }]));
  writeFileSync(join(into, 'cdk.tf.json'), JSON.stringify({ module }));
  return into;
}
