import { Command } from 'commander';
import { version } from '../package.json';
import { registerDeliveryCommands } from './commands/delivery';
import { registerPlatformCommands } from './commands/platform';
import { registerTrainingCommands } from './commands/training';
import { runJob } from './job/run-job';

const EXAMPLES = `
Examples:
  $ mlops check                                  is mlops.yaml right?
  $ mlops synth --config examples/minimal/mlops.yaml --out out
  $ mlops list --json | jq '.stacks[].resources[].capability'
  $ mlops levels                                 what does each level contain?
  $ mlops upgrade --to 1                         what does the next level add?
  $ mlops assess                                 which level is met, and what is missing?
  $ mlops run tabular-training --local           train a model on this machine
  $ mlops training manifests --environment dev   which queues does training wait in?
  $ mlops simulate retrain --events march.yaml   which runs would start, and why not the others?
  $ mlops cost                                   what is billed while idle, and what does a run add?

Exit codes: 0 well, 1 something failed, 2 the input is wrong, 130 interrupted.
Results go to standard output, everything else to standard error. With --json both are JSON; an error is
{ "error": KIND, "problems": [...] }, where problems of the configuration say file, line, column and fix.
Documentation: README.md, docs/config.md, docs/levels.md, docs/retraining.md.`;

/**
 * The whole command line.
 *
 * @param args what follows `mlops`: the pipeline commands are loaded only when they can be meant, as they take a while
 * @param options.json errors in the arguments are left to the caller to print
 */
export async function newProgram(args: readonly string[], options: { json?: boolean } = {}): Promise<Command> {
  const mlops = new Command('mlops')
    .description('MLOps levels 0 to 2 on Google Cloud, from one config file.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', EXAMPLES)
    .exitOverride();
  if (options.json) mlops.configureOutput({ writeErr: () => undefined });
  else mlops.showHelpAfterError('(add --help for the options and examples)');
  registerPlatformCommands(mlops);
  registerDeliveryCommands(mlops);
  registerTrainingCommands(mlops, (options) => runJob('trainingManifests', options));
  const ofPlatform = mlops.commands.map((command) => command.name());
  if (!ofPlatform.includes(args[0] ?? '')) {
    const { registerPipelineCommands } = await import('./commands/pipeline');
    registerPipelineCommands(mlops);
  }
  return mlops;
}
