import { type Command } from 'commander';
import { runJob } from '../../job/run-job';
import { type SimulateOptions } from '../../options';
import { configOption, jsonOption, runMinutesOption } from './options';

const EXAMPLES = `
EVENTS is a YAML or JSON list; "at" is a time in ISO 8601 with its offset:
  - { at: 2026-03-02T05:10:00Z, kind: new-data, object: incoming/orders/1.csv }    a new object in the data bucket
  - { at: 2026-03-02T06:00:00Z, kind: table-update, table: raw.orders }            changed rows (dataset raw or features)
  - { at: 2026-03-02T07:00:00Z, kind: alert, model: churn }                        the alert of a model's monitoring
  - { at: 2026-03-02T08:00:00Z, kind: request, model: churn, ignoreCooldown: true }    by hand; also purpose, parameters
Entries with the same "id" are one event that is told twice. The schedules of the configuration are added, from the first
event to the last. The code that decides is that of the retraining function; docs/retraining.md explains it.

Examples:
  $ mlops simulate retrain --events examples/retraining/events.yaml --config examples/retraining/mlops.yaml
  $ mlops simulate retrain --events march.yaml --model churn --run-minutes 240 --verbose
  $ mlops simulate retrain --events march.yaml --environment prod --json | jq .totals`;

export function registerSimulate(program: Command): void {
  program
    .command('simulate')
    .description('rehearse without a cloud')
    .addHelpText('after', '\nExamples:\n  $ mlops simulate retrain --events march.yaml')
    .command('retrain')
    .description('which runs a history of events would start, which it would not, and why')
    .requiredOption('-e, --events <file>', 'the history: a YAML or JSON list of events')
    .addOption(configOption())
    .option('--environment <name>', 'environment (default: the only one)')
    .option('-m, --model <name>', 'one model (default: all)')
    .addOption(runMinutesOption())
    .option('--verbose', 'print every decision, not once for all alike')
    .addOption(jsonOption())
    .addHelpText('after', EXAMPLES)
    .action(async (options: SimulateOptions) => void process.stdout.write(await runJob('simulate', options)));
}
