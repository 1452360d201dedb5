import { writeFileSync } from 'node:fs';
import { type Command } from 'commander';
import { planSummary } from '../../../delivery/plans';
import { readPlans } from '../../delivery/read-plans';
import { EXIT } from '../../failure';

const EXAMPLES = `
DIR holds STACK.json, from "terraform show -json PLAN", or STACK.txt with Terraform's words where it did not plan. Exit
code: 0 it may be applied; 1 something that holds data would be destroyed or replaced, or a stack was not planned.

Examples:
  $ mlops delivery plan-summary platform-dev models-dev-default --plans plans --environment dev`;

interface Flags {
  readonly plans: string;
  readonly environment: string;
  readonly out?: string;
}

/** Adds `plan-summary` to the commands of delivery. */
export function registerPlanSummary(delivery: Command): void {
  delivery
    .command('plan-summary')
    .description('say as Markdown what Terraform plans for the stacks of an environment; refuses the loss of data')
    .argument('<stack...>', 'names of the stacks, in order')
    .requiredOption('--plans <dir>', 'folder with the plans')
    .requiredOption('--environment <name>', 'the environment, for the title')
    .option('-o, --out <file>', 'also write it to a file')
    .addHelpText('after', EXAMPLES)
    .action((stacks: string[], { plans, environment, out }: Flags) => {
      const { markdown, refusals } = planSummary(environment, readPlans(plans, stacks));
      if (out !== undefined) writeFileSync(out, markdown);
      process.stdout.write(`${markdown}\n`);
      for (const refusal of refusals) process.stderr.write(`refused: ${refusal}\n`);
      if (refusals.length > 0) process.exitCode = EXIT.unexpected;
    });
}
