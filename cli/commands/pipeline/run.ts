import { type Command } from 'commander';
import {
  pipelineInputs,
  readCompiledPipeline,
  type CompiledPipeline,
} from '../../../pipelines/local/compiled-pipeline';
import { htmlReports, openInBrowser } from '../../../pipelines/local/html-reports';
import { pythonEnvironment } from '../../../pipelines/local/python-env';
import { refuseCloudSteps, runPipeline, type LocalRun } from '../../../pipelines/local/run';
import { runArguments } from '../../../pipelines/local/run-arguments';
import { eventLine, runSummary } from '../../../pipelines/local/run-report';
import { guarded } from './guarded';
import { type PipelineCatalogue } from './catalogue';
import { pipelineSource } from './pipeline-source';
import { MONTH_BY_MONTH, runMonthByMonth } from './replay';
import { refuseMixture, type RunOptions } from './run-options';
import { readValues } from './run-values';

const EXAMPLES = `
Examples:
  $ mlops run tabular-training --local
  $ mlops run tabular-training --local --param month=7 --open
  $ mlops run batch-prediction --local --params july.yaml --json
  $ mlops run compiled/my-pipeline.yaml --local
  $ mlops run month-by-month --local        replays the year: drift, retraining, champion or challenger
  $ mlops run tabular-training --cloud --environment prod --model churn --param month=7
  $ mlops run tabular-training --cloud --environment prod --model churn --dry-run

With --cloud a run is asked for as any trigger does (docs/retraining.md): limits hold, and the answer is in the log. It
needs what \`gcloud auth application-default login\` leaves, and the right to publish.

A run leaves its artifacts, logs and lineage in .mlops/runs/<pipeline>-<number>/.
Exit code: 0 succeeded, 1 a step failed, 2 wrong arguments, 130 interrupted.`;

function openReports(pages: readonly string[]): void {
  if (pages.length === 0) process.stderr.write('this run made no HTML artifacts\n');
  else if (!openInBrowser(pages)) process.stderr.write(`no browser found; open these:\n${pages.join('\n')}\n`);
}

async function runLocally(yaml: string, pipeline: CompiledPipeline, options: RunOptions): Promise<LocalRun> {
  const { name } = pipeline.pipelineInfo;
  refuseCloudSteps(pipeline);
  const values = runArguments(name, pipelineInputs(pipeline), options.param ?? [], readValues(options.params));
  const print = (line: string | undefined): unknown => line !== undefined && process.stderr.write(`${line}\n`);
  const python = await pythonEnvironment();
  return runPipeline({
    yaml,
    pipeline,
    arguments: values,
    python,
    runs: options.out,
    onFolder: (folder) => print(`running ${name} in ${folder}`),
    onEvent: (event) => print(eventLine(event)),
  });
}

async function run(catalogue: PipelineCatalogue, name: string, options: RunOptions): Promise<void> {
  refuseMixture(options);
  if (options.cloud) return askCloud(name, options);
  if (name === MONTH_BY_MONTH) return runMonthByMonth(options);
  const { yaml, source } = pipelineSource(catalogue, name, [MONTH_BY_MONTH]);
  const result = await runLocally(yaml, readCompiledPipeline(yaml, source), options);
  const reports = htmlReports(result);
  const text = options.json ? JSON.stringify({ ...result, reports }, null, 2) : runSummary(result, reports);
  process.stdout.write(`${text}\n`);
  if (options.open) openReports(reports);
  if (result.record.state !== 'SUCCEEDED') process.exitCode = 1;
}

/** Loaded only here: stacks take a while. */
async function askCloud(name: string, { param: pairs = [], params, why, ...options }: RunOptions): Promise<void> {
  const { runOnCloud } = await import('../../cloud/run-on-cloud');
  const values = readValues(params);
  process.stdout.write(await runOnCloud(name, { ...options, pairs, values, detail: why }));
}

/** Adds `run` to the program. */
export function registerRun(program: Command, catalogue: PipelineCatalogue): void {
  const collect = (pair: string, pairs: readonly string[] = []): string[] => [...pairs, pair];
  program
    .command('run')
    .description('run a pipeline on this machine, without cloud or Docker, or ask an environment for a run')
    .argument('<pipeline>', 'name of a pipeline ("mlops pipelines" lists them), or a compiled YAML file')
    .option('--local', 'run here, by the local runner of the KFP SDK')
    .option('--cloud', 'ask an environment on Google Cloud for a run')
    .option('--param <name=value>', 'set a parameter; repeat it for more', collect)
    .option('--params <file>', 'read parameters from a YAML or JSON file; --param wins over it')
    .option('--json', 'print the result as JSON')
    .option('--open', '--local: open the HTML artifacts in the browser')
    .option('--out <dir>', '--local: folder that gets the run', '.mlops/runs')
    .option('-c, --config <file>', '--cloud: configuration to read', 'mlops.yaml')
    .option('--environment <name>', '--cloud: environment (default: the only one)')
    .option('--model <name>', '--cloud: model whose pipeline it is (default: the only one)')
    .option('--ignore-cooldown', '--cloud: also when the last run is recent; other limits hold')
    .option('--event <id>', '--cloud: ask once only, however often this is called with the id')
    .option('--why <text>', '--cloud: what the log says about it')
    .option('--dry-run', '--cloud: print the message, publish nothing')
    .addHelpText('after', EXAMPLES)
    .action(guarded((name: string, options: RunOptions) => run(catalogue, name, options)));
}
