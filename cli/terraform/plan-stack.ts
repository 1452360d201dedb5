import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  isDeployed,
  type PlanOfStack,
  planOfStack,
  type TerraformPlan,
} from '../../stacks/level-move/plan-of-terraform';
import { OutsideError } from '../failure';
import { complaintOf, terraform, type TerraformResult } from './terraform';

export interface StackToPlan {
  readonly name: string;
  /** The stack as it is to be: has `cdk.tf.json` and `assets`. */
  readonly source: string;
  /** The output folder that the stack was deployed from: state in files is found relative to it. */
  readonly out: string;
  /** A folder for all stacks together, removed afterwards. */
  readonly scratch: string;
  /** Whether the level that is deployed has it. */
  readonly isNew: boolean;
}

interface StackFile {
  readonly terraform: { backend?: { readonly local?: { readonly path: string } } };
  readonly resource?: Readonly<Record<string, Readonly<Record<string, { lifecycle?: { prevent_destroy?: boolean } }>>>>;
}

/**
 * Lets Terraform plan a stack on its own state, in a copy: the folder that it was deployed from is left as it is, and
 * the state is only read.
 *
 * @throws OutsideError when Terraform refuses, or nothing is deployed
 */
export async function planStack(stack: StackToPlan): Promise<PlanOfStack> {
  const folder = placed(stack);
  const env = { TF_IN_AUTOMATION: '1', CHECKPOINT_DISABLE: '1', ...sharedProviders(stack.scratch) };
  const run = async (...args: string[]): Promise<TerraformResult> => {
    const result = await terraform(folder, args, env);
    if (result.status === 0) return result;
    throw new OutsideError(`terraform ${args[0]} of ${stack.name} failed: ${complaintOf(result)}`);
  };
  await run('init', '-input=false', '-no-color', '-lock=false');
  await run('plan', '-input=false', '-json', '-lock=false', '-out=level.plan');
  const { stdout } = await run('show', '-json', 'level.plan');
  const plan = JSON.parse(stdout) as TerraformPlan;
  if (!stack.isNew && !isDeployed(plan)) throw new OutsideError(notDeployed(stack.name));
  return planOfStack(stack.name, plan);
}

const notDeployed = (name: string, state = 'its state holds no resource') =>
  `stack ${name} is not deployed: ${state}; deploy it first, or leave out --plan`;

/** Copies the stack, with its state where it was: a relative path means the folder that it was deployed from. */
function placed({ name, source, out, scratch, isNew }: StackToPlan): string {
  const [folder, deployed] = [join(scratch, 'plan', name), join(out, 'stacks', name)];
  cpSync(source, folder, { recursive: true });
  const file = join(folder, 'cdk.tf.json');
  const json = JSON.parse(readFileSync(file, 'utf8')) as StackFile;
  unprotect(json);
  const { local } = json.terraform.backend ?? {};
  if (local) {
    const path = resolve(deployed, local.path);
    if (!isNew && !existsSync(path)) throw new OutsideError(notDeployed(name, `there is no ${path} (--out ${out})`));
    json.terraform.backend = { local: { path } };
  }
  writeFileSync(file, JSON.stringify(json));
  const lock = join(deployed, '.terraform.lock.hcl');
  if (existsSync(lock)) copyFileSync(lock, join(folder, '.terraform.lock.hcl'));
  return folder;
}

/** Of what is protected, Terraform would refuse to plan the loss, where it is to tell what it would lose. */
function unprotect({ resource = {} }: StackFile): void {
  for (const { lifecycle } of Object.values(resource).flatMap((byId) => Object.values(byId)))
    if (lifecycle) delete lifecycle.prevent_destroy;
}

/** Providers are large: all stacks share one download. */
function sharedProviders(scratch: string): NodeJS.ProcessEnv {
  if (process.env.TF_PLUGIN_CACHE_DIR) return {};
  const cache = join(scratch, 'providers');
  mkdirSync(cache, { recursive: true });
  return { TF_PLUGIN_CACHE_DIR: cache, TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: '1' };
}
