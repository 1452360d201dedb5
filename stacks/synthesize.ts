import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App } from 'cdktf';
import { type LoadedConfig } from '../config/load';
import { draftFolder } from './draft-folder';
import { letGoOfHigherLevels } from './lowering/let-go';
import { mlopsApp, stacksOf } from './mlops-app';
import { overrideArguments } from './override-arguments';
import { checkedTemplates } from './runs/check-runs';
import { withoutTokenTraces } from './traces';

/** A synthesized app: where it was written and what it is made of. */
export interface Synthesis {
  readonly app: App;
  readonly outdir: string;
  /** Stack folders, relative to `outdir`, in the order of deployment. */
  readonly folders: readonly string[];
  /** Stacks that were in `outdir` and are no longer in the configuration: what they deployed still exists. */
  readonly gone: readonly string[];
}

export interface SynthesizeOptions {
  /**
   * Called when everything is built and checked, before the first file of the output folder is replaced. What it
   * throws ends the synthesis with nothing written.
   * @default nothing
   */
  readonly beforePublish?: () => void;
}

/** What CDKTF writes into a stack's folder. All else there is Terraform's. */
const WRITTEN = ['cdk.tf.json', 'assets'];

/**
 * Builds the stacks of a configuration and writes `<outdir>/stacks/<name>/cdk.tf.json` and `<outdir>/manifest.json`.
 * All or nothing: everything is built and checked in `draftFolder(outdir)` first. What Terraform keeps in a stack's
 * folder stays; a stack that is no longer there loses what was written for it.
 *
 * @throws ValidationError for a mistake that only shows in the stacks, ConfigError for one in `overrides`
 */
export function synthesize(loaded: LoadedConfig, outdir: string, options: SynthesizeOptions = {}): Synthesis {
  const draft = draftFolder(outdir);
  mkdirSync(draft);
  try {
    const app = withoutTokenTraces(() => writeTo(draft, loaded));
    const stacks = stacksOf(app).map((stack) => stack.node.id);
    options.beforePublish?.();
    const gone = publish(draft, outdir, stacks);
    return { app, outdir, folders: stacks.map((name) => join('stacks', name)), gone };
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function writeTo(outdir: string, loaded: LoadedConfig): App {
  const app = build(loaded, outdir);
  app.synth();
  return app;
}

function build(loaded: LoadedConfig, outdir: string): App {
  const app = mlopsApp(loaded.config, checkedTemplates(loaded), outdir);
  letGoOfHigherLevels(app, loaded);
  overrideArguments(app, loaded);
  return app;
}

/** Moves the draft into place. Returns the stacks that lost their files. */
function publish(draft: string, outdir: string, stacks: readonly string[]): string[] {
  for (const name of stacks) {
    const folder = join(outdir, 'stacks', name);
    mkdirSync(folder, { recursive: true });
    for (const file of WRITTEN) replace(join(draft, 'stacks', name, file), join(folder, file));
  }
  replace(join(draft, 'manifest.json'), join(outdir, 'manifest.json'));
  const others = readdirSync(join(outdir, 'stacks')).filter((name) => !stacks.includes(name));
  return others.filter((name) => withdraw(join(outdir, 'stacks', name)));
}

/** Removes what was written for a stack, and its folder when nothing else is in it. False when nothing was. */
function withdraw(folder: string): boolean {
  const written = WRITTEN.map((file) => join(folder, file)).filter((path) => existsSync(path));
  for (const path of written) rmSync(path, { recursive: true });
  if (written.length > 0 && readdirSync(folder).length === 0) rmdirSync(folder);
  return written.length > 0;
}

/** Puts `from` in the place of `to`; removes `to` when there is no `from`. */
function replace(from: string, to: string): void {
  if (!existsSync(from) || statSync(from).isDirectory()) rmSync(to, { recursive: true, force: true });
  if (existsSync(from)) renameSync(from, to);
}

/**
 * Builds the stacks of a configuration without writing them, to look at what they hold.
 *
 * @param scratch a folder that CDKTF insists on; it is gone afterwards. @default one among the temporary files
 */
export function buildInMemory(loaded: LoadedConfig, scratch = mkdtempSync(join(tmpdir(), 'mlops-'))): App {
  try {
    return withoutTokenTraces(() => build(loaded, scratch));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
