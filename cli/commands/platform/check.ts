import { type Command } from 'commander';
import { type ConfigOptions } from '../../options';
import { checkText } from '../../views/check-text';
import { withConfig } from './options';

export function registerCheck(program: Command): void {
  withConfig(program.command('check').description('check the configuration; nothing is built or written'))
    .addHelpText('after', '\nExamples:\n  $ mlops check\n  $ mlops check --config staging.yaml --json')
    .action(async (options: ConfigOptions) => {
      const { loadConfig } = await import('../../../config/load');
      const { config } = loadConfig(options.config, options);
      process.stdout.write(checkText(config, options));
    });
}
