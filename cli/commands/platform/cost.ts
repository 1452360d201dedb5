import { type Command, InvalidArgumentError } from 'commander';
import { runJob } from '../../job/run-job';
import { type CostOptions } from '../../options';
import { withConfig } from './options';

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
    .option('--run-minutes <n>', 'how long a run goes on', minutes, 60)
    .addHelpText('after', EXAMPLES)
    .action(async (options: CostOptions) => void process.stdout.write(await runJob('cost', options)));
}

/** Vertex AI ends a run after a week. */
const MOST_MINUTES = 7 * 24 * 60;

function minutes(text: string): number {
  const value = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (value >= 1 && value <= MOST_MINUTES) return value;
  throw new InvalidArgumentError(`Allowed: a whole number of minutes from 1 to ${MOST_MINUTES}.`);
}
