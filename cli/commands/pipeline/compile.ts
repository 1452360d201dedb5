import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Option, type Command } from 'commander';
import { LocalRunError } from '../../../pipelines/local/errors';
import { projectRoot } from '../../../pipelines/local/project-root';
import { knownPipeline, type PipelineCatalogue } from './catalogue';
import { guarded } from './guarded';
import { recompileOnChange } from './watch';

interface CompileFlags {
  readonly out: string;
  readonly config?: string;
  readonly image?: string;
  readonly pipInstall?: true;
  readonly target: 'cloud' | 'local';
  readonly watch?: true;
}

const EXAMPLES = `
Google Cloud runs a step in an image that has the packages it imports. Say how it gets them:
  --image REF     the kit's component image, by digest (pipelines/image/Dockerfile)
  --pip-install   a stock Python image, in which each step installs pipelines/image/requirements.txt
  --config FILE   as the configuration says, and only the pipelines that it names

Examples:
  $ mlops compile --image europe-docker.pkg.dev/acme/mlops/components@sha256:<64 hex digits>
  $ mlops compile tabular-training promotion --pip-install --out compiled
  $ mlops compile --config mlops.yaml --out templates
  $ mlops compile --target local --watch`;

/** Compiles all before it writes any, so that a mistake leaves the folder as it was. */
function compileAll(catalogue: PipelineCatalogue, names: readonly string[], flags: CompileFlags): void {
  const { out, image, pipInstall, target } = flags;
  const chosen = names.length > 0 ? names.map((name) => knownPipeline(catalogue, name)) : catalogue.names;
  const started = performance.now();
  const compiled = chosen.map((name) => ({ name, yaml: catalogue.compile(name, { image, pipInstall, target }) }));
  mkdirSync(out, { recursive: true });
  for (const { name, yaml } of compiled) {
    const path = join(out, `${name}.yaml`);
    writeFileSync(path, yaml);
    process.stdout.write(`${path}  ${Buffer.byteLength(yaml)} bytes\n`);
  }
  process.stderr.write(`${compiled.length} compiled in ${Math.round(performance.now() - started)} ms\n`);
}

/** @throws LocalRunError for options that contradict what a configuration says */
async function catalogueOf(flags: CompileFlags, all: PipelineCatalogue): Promise<PipelineCatalogue> {
  const { config, image, pipInstall, target } = flags;
  if (config === undefined) return all;
  if (image !== undefined || pipInstall || target === 'local')
    throw new LocalRunError(
      '--config says how steps get their packages: leave out --image, --pip-install, --target',
      2,
    );
  // Loaded only here: stacks take a while.
  const { configuredPipelines } = await import('../../delivery/configured-pipelines');
  return configuredPipelines(config);
}

/** Adds `compile` to the program. */
export function registerCompile(program: Command, catalogue: PipelineCatalogue): void {
  program
    .command('compile')
    .description('compile pipelines to the YAML that Vertex Pipelines takes')
    .argument('[pipeline...]', 'names; all when none is given')
    .option('--out <dir>', 'folder that gets <pipeline>.yaml', join('out', 'pipelines'))
    .option('-c, --config <file>', 'compile what a configuration names, with its image')
    .option('--image <ref>', 'image of the Python steps, by digest')
    .option('--pip-install', 'let each step install its packages in a stock Python image')
    .addOption(new Option('--target <where>', 'where it will run').choices(['cloud', 'local']).default('cloud'))
    .option('--watch', 'compile again whenever a pipeline or component changes')
    .addHelpText('after', EXAMPLES)
    .action(
      guarded(async (names: string[], flags: CompileFlags) => {
        if (flags.watch) await recompileOnChange(join(projectRoot(), 'pipelines'));
        else compileAll(await catalogueOf(flags, catalogue), names, flags);
      }),
    );
}
