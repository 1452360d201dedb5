import { type Command, InvalidArgumentError } from 'commander';
import { runJob } from '../../job/run-job';
import { type DeliveryJobOptions } from '../../options';
import { configOption, jsonOption } from '../platform/options';

const EXAMPLES = `
The run registers a model under the alias "candidate" only, deploys nothing, and tells nobody of it. A template of a registry
is named; one of Cloud Storage is put into the body, as Vertex AI reads none from there.

Examples:
  $ mlops delivery job --environment dev --model churn --sampling 0.1 > job.json
  $ mlops delivery job --environment dev --model churn --param month=7 --json | jq .project`;

/** Adds `job` to the commands of delivery. */
export function registerJob(delivery: Command): void {
  delivery
    .command('job')
    .description("print the body of pipelineJobs.create that tries a model's pipeline before it is delivered")
    .addOption(configOption())
    .option('--environment <name>', 'environment (default: the only one)')
    .option('-m, --model <name>', 'model (default: the only one)')
    .option('--pipeline <name>', 'one of its pipelines (default: the one that trains it)')
    .option('--template <uri>', 'where the compiled pipeline is (default: where the environment has it)')
    .option('--sampling <share>', 'share of the rows that it reads (default: that of the environment)', share)
    .option('--run-id <id>', 'id of the run (default: given by Vertex AI)')
    .option('--param <name=value>', 'parameter of the pipeline; repeatable', collect)
    .addOption(jsonOption())
    .addHelpText('after', EXAMPLES)
    .action(async (options: DeliveryJobOptions) => void process.stdout.write(await runJob('deliveryJob', options)));
}

const collect = (value: string, before: readonly string[] = []): string[] => [...before, value];

function share(text: string): number {
  const value = /^(0?\.\d+|1(\.0+)?|0\.\d+)$/.test(text) ? Number(text) : NaN;
  if (value > 0 && value <= 1) return value;
  throw new InvalidArgumentError('Allowed: a number above 0 and at most 1.');
}
