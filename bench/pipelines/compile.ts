/**
 * Compiling pipelines: the kit, in one process, beside the KFP SDK, a process each, as its users run it.
 * Run it by `npx ts-node bench/pipelines/compile.ts`; it writes docs/performance-pipelines.md.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { referencePipelines } from '../../pipelines/kfp';
import { projectRoot } from '../../pipelines/local/project-root';
import { pythonEnvironment } from '../../pipelines/local/python-env';
import { type Measured, report } from './report';
import { sdkPrograms, sdkReferences, type SdkProcess } from './sdk';
import { median, timed } from './statistics';

const ROUNDS = 3;
const root = projectRoot();

/** Compiled to JavaScript, as the mlops command is. */
function bundleKit(): string {
  const folder = join(root, 'bench', 'out');
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, 'kit.js');
  const entry = join(root, 'bench', 'pipelines', 'kit.ts');
  buildSync({ entryPoints: [entry], outfile, bundle: true, platform: 'node', target: 'node20', packages: 'external' });
  copyFileSync(join(root, 'test', 'judges', 'pipelines', 'programs', 'components.py'), join(folder, 'components.py'));
  return outfile;
}

function runKit(script: string, set: string): { readonly first: number; readonly warm: readonly number[] } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, set], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as { first: number; warm: number[] };
}

/** Both sides in turn within each round, so that a busy machine slows both. */
function measure(set: string, title: string, kit: string, sdk: readonly SdkProcess[]): Measured {
  const rounds = Array.from({ length: ROUNDS }, (_, round) => {
    process.stderr.write(`${title}: round ${round + 1} of ${ROUNDS}\n`);
    const sdkWall = timed(() => sdk.forEach((each) => each.run()));
    let inside: ReturnType<typeof runKit> | undefined;
    const kitWall = timed(() => (inside = runKit(kit, set)));
    const { first, warm } = inside!;
    const extra = warm.reduce((sum, each) => sum + each, 0);
    return { sdkWall, kitWall: kitWall - extra, first, warm: median(warm) };
  });
  const middle = (key: keyof (typeof rounds)[number]): number => median(rounds.map((round) => round[key]));
  return {
    title,
    pipelines: sdk.length,
    sdk: middle('sdkWall'),
    kit: middle('kitWall'),
    first: middle('first'),
    warm: middle('warm'),
  };
}

async function main(): Promise<void> {
  const python = await pythonEnvironment();
  const kit = bundleKit();
  const references = Object.keys(referencePipelines);
  const measured = [
    measure('programs', 'Equivalence programs', kit, sdkPrograms(python)),
    measure('reference', 'Reference pipelines', kit, sdkReferences(python, references)),
  ];
  const text = report(measured, `${cpus().length} cores, Node ${process.versions.node}, ${ROUNDS} rounds`);
  writeFileSync(join(root, 'docs', 'performance-pipelines.md'), text);
  process.stdout.write(text);
}

void main();
