import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../pipelines/local/project-root';

const folder = mkdtempSync(join(tmpdir(), 'bench-sdk-'));
const root = projectRoot();

function run(python: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(python, ['-W', 'ignore', ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${args.join(' ')}: ${stderr}`);
  return stdout;
}

/** One Python process of the KFP SDK: what compiles one pipeline. */
export interface SdkProcess {
  readonly name: string;
  run(): void;
}

/** The test programs as users of the SDK write them, each in a file of its own. */
export function sdkPrograms(python: string): SdkProcess[] {
  const programs = join(root, 'test', 'judges', 'pipelines', 'programs');
  copyFileSync(join(programs, 'components.py'), join(folder, 'components.py'));
  const split = join(root, 'bench', 'pipelines', 'split_programs.py');
  const files = run(python, [split, join(programs, 'kfp_programs.py'), folder])
    .trim()
    .split('\n');
  return files.map((file) => ({ name: file, run: () => void run(python, [file, `${file}.yaml`]) }));
}

/** The reference pipelines: the least that the SDK can do for each is to load the spec and write it. */
export function sdkReferences(python: string, names: readonly string[]): SdkProcess[] {
  const script = join(root, 'bench', 'pipelines', 'rewrite_with_sdk.py');
  return names.map((name) => {
    const golden = join(root, 'pipelines', 'kfp', name, 'pipeline.yaml');
    return { name, run: () => void run(python, [script, golden, join(folder, `${name}.yaml`)]) };
  });
}
