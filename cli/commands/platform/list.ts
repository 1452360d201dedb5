import { type Command } from 'commander';
import { runJob } from '../../job/run-job';
import { type ConfigOptions } from '../../options';
import { withConfig } from './options';

export function registerList(program: Command): void {
  withConfig(program.command('list').description('stacks, and their resources by capability'))
    .addHelpText('after', '\nExamples:\n  $ mlops list\n  $ mlops list --config examples/minimal/mlops.yaml --json')
    .action(async (options: ConfigOptions) => void process.stdout.write(await runJob('list', options)));
}
