import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { type WrittenStack } from '../../stacks/assessment/from-stacks';
import { objectOf } from '../../stacks/level-move/terraform-stack';
import { UsageError } from '../failure';
import { textBelow } from './repository';

const STACK_FILE = 'cdk.tf.json';

/**
 * Reads stacks: those of an output folder (`cdktf.out`), or one folder of Terraform JSON.
 *
 * @throws UsageError when there are none, or one is not readable
 */
export function readStackFolder(folder: string): WrittenStack[] {
  if (!existsSync(folder)) throw new UsageError(`--stacks ${folder}: there is no such folder`);
  if (!statSync(folder).isDirectory())
    throw new UsageError(`--stacks ${folder}: this is a file; name the folder that \`mlops synth --out\` wrote`);
  const stacks = [join(folder, 'stacks'), folder].map(stackFoldersIn).find((found) => found.length > 0);
  return (stacks ?? [folder]).map((path) => readStack(path, filesOf(folder, path)));
}

const stackFoldersIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .sort()
        .map((name) => join(folder, name))
        .filter((path) => existsSync(join(path, STACK_FILE)))
    : [];

function filesOf(folder: string, path: string): string[] {
  const all = readdirSync(path).sort();
  const json = all.filter((name) => name.endsWith('.tf.json'));
  if (json.length > 0) return json.map((name) => join(path, name));
  const hint = all.some((name) => name.endsWith('.tf'))
    ? 'it holds Terraform in HCL: give what "terraform show -json" prints to --state'
    : 'give the folder that `mlops synth --out` wrote';
  throw new UsageError(`--stacks ${folder}: no stacks/NAME/${STACK_FILE} and no *.tf.json there; ${hint}`);
}

function readStack(path: string, files: readonly string[]): WrittenStack {
  const parts = files.map(readJson);
  const json = { resource: {}, provider: {} };
  for (const part of parts) {
    Object.assign(json.provider, objectOf(part.provider));
    for (const [type, byId] of Object.entries(objectOf(part.resource))) {
      const known = objectOf((json.resource as Record<string, never>)[type]);
      Object.assign(json.resource, { [type]: { ...known, ...objectOf(byId) } });
    }
  }
  return { name: basename(resolve(path)), json, fileOf: (file) => textBelow(path, file) };
}

function readJson(file: string) {
  try {
    return objectOf(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new UsageError(`${file}: no JSON (${(error as Error).message})`);
  }
}
