import { type Command } from 'commander';
import { runJob } from '../../job/run-job';
import { type ConfigOptions } from '../../options';
import { configOption, jsonOption } from '../platform/options';

const EXAMPLES = `
Examples:
  $ mlops delivery triggers
  $ mlops delivery triggers --json | jq -r '.triggers[] | select(.approval).key'`;

/** Adds `triggers` to the commands of delivery. */
export function registerTriggers(delivery: Command): void {
  delivery
    .command('triggers')
    .description('which event starts which build, as whom, and what waits for an approval')
    .addOption(configOption())
    .addOption(jsonOption())
    .addHelpText('after', EXAMPLES)
    .action(async (options: ConfigOptions) => void process.stdout.write(await runJob('deliveryTriggers', options)));
}
