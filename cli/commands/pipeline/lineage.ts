import { type Command } from 'commander';
import { askLineage } from '../../../pipelines/local/lineage/ask';
import { lineageText } from '../../../pipelines/local/lineage/text';
import { guarded } from './guarded';

interface LineageOptions {
  readonly forward?: true;
  readonly json?: true;
  readonly runs: string;
}

const EXAMPLES = `
ARTIFACT is a path or URI, 8 or more digits of its SHA-256, a model version (name@number), or a run id (its models).

Examples:
  $ mlops lineage tabular-training-0001                     which data, code and parameters made this run's model
  $ mlops lineage 4fd1e365c8cb                              the same, by hash
  $ mlops lineage pipelines/data/flights.csv.gz --forward   which models this data file reached`;

function lineage(artifact: string, options: LineageOptions): void {
  const answers = askLineage(options.runs, artifact, options.forward ? 'forward' : 'backward');
  const text = options.json ? JSON.stringify(answers, null, 2) : answers.map(lineageText).join('\n\n');
  process.stdout.write(`${text}\n`);
}

/** Adds `lineage` to the program. */
export function registerLineage(program: Command): void {
  program
    .command('lineage')
    .description('which data, code and parameters made an artifact, or what it reached')
    .argument('<artifact>', 'path, URI, hash, model version or run id')
    .option('--forward', 'from the artifact to what was made of it')
    .option('--json', 'print the answer as JSON')
    .option('--runs <dir>', 'folder of the recorded runs', '.mlops/runs')
    .addHelpText('after', EXAMPLES)
    .action(guarded(lineage));
}
