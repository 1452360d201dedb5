import { type Command } from 'commander';
import { runJob } from '../../job/run-job';
import { type ConfigOptions } from '../../options';
import { withConfig } from './options';

export function registerCheck(program: Command): void {
  withConfig(program.command('check').description('check the configuration; nothing is built or written'))
    .addHelpText(
      'after',
      `
From level 1 on, the pipelines that it names are compiled, and their parameters checked against what they take.

Examples:
  $ mlops check
  $ mlops check --config staging.yaml --json`,
    )
    .action(async (options: ConfigOptions) => {
      process.stdout.write(await runJob('check', options));
    });
}
