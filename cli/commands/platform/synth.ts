import { accessSync, constants, statSync } from 'node:fs';
import { type Command } from 'commander';
import { nearestExisting } from '../../../stacks/draft-folder';
import { UsageError } from '../../failure';
import { runJob } from '../../job/run-job';
import { type SynthOptions } from '../../options';
import { withConfig } from './options';

const EXAMPLES = `
A stack's folder is complete: "terraform -chdir=OUT/stacks/NAME init" goes on from there. What Terraform keeps in it
stays, files of stacks that are no longer in the configuration go. On any error nothing is written.

Examples:
  $ mlops synth
  $ mlops synth --config examples/private-cmek/mlops.yaml --out out
  $ mlops synth --level 0 --json`;

export function registerSynth(program: Command): void {
  withConfig(program.command('synth').description('write the Terraform of every stack: OUT/stacks/NAME/cdk.tf.json'))
    .option('-o, --out <folder>', 'folder to write to', 'cdktf.out')
    .option('--summary', 'print what each stack is made of, and the next command')
    .addHelpText('after', EXAMPLES)
    .action(async (options: SynthOptions) => {
      refuseOut(options.out);
      process.stdout.write(await runJob('synth', options));
    });
}

/** @throws UsageError when nothing could be written there */
function refuseOut(out: string): void {
  if (out.trim() === '') throw new UsageError('--out is empty: name a folder, such as cdktf.out');
  const nearest = nearestExisting(out);
  if (!statSync(nearest).isDirectory()) throw new UsageError(`--out ${out}: ${nearest} is a file; name a folder`);
  try {
    accessSync(nearest, constants.W_OK | constants.X_OK);
  } catch {
    throw new UsageError(`--out ${out}: you have no permission to write to ${nearest}; name another folder`);
  }
}
