import { type Command } from 'commander';
import { type FactsOptions } from '../../delivery/environment-facts';
import { configOption } from '../platform/options';

const EXAMPLES = `
Examples:
  $ mlops delivery facts --environment dev --model churn > facts.sh && . ./facts.sh && echo "$run_topic"`;

/** Adds `facts` to the commands of delivery. */
export function registerFacts(delivery: Command): void {
  delivery
    .command('facts')
    .description('print names and limits of a model in an environment, as assignments that a shell reads')
    .addOption(configOption())
    .option('--environment <name>', 'environment (default: the only one)')
    .option('--model <name>', 'model (default: the only one)')
    .addHelpText('after', EXAMPLES)
    .action(async (options: FactsOptions) => {
      // Loaded only here: constructs take a while.
      const { environmentFacts, factsText } = await import('../../delivery/environment-facts');
      process.stdout.write(factsText(environmentFacts(options)));
    });
}
