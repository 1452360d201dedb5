import { type Command } from 'commander';
import { runJob } from '../../job/run-job';
import { type CostOptions } from '../../options';
import { runMinutesOption, withConfig } from './options';

const EXAMPLES = `
List prices in US dollars, without taxes and discounts, each with its source and date. What has no known price is listed
and not counted, so totals say "at least". docs/cost.md tells what is assumed.

Examples:
  $ mlops cost                                   what is billed while idle, and what runs add
  $ mlops cost --level 0 --environment dev       one environment, at another level
  $ mlops cost --run-minutes 240                 runs of four hours
  $ mlops cost --json | jq '.idle.total'`;

export function registerCost(program: Command): void {
  withConfig(program.command('cost').description('what the platform costs while idle, and what a run adds'))
    .option('--environment <name>', 'one environment (default: all)')
    .addOption(runMinutesOption())
    .addHelpText('after', EXAMPLES)
    .action(async (options: CostOptions) => void process.stdout.write(await runJob('cost', options)));
}
