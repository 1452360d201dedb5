import { existsSync, readFileSync } from 'node:fs';
import { type Command } from 'commander';
import { parse } from 'yaml';
import {
  pipelineInputs,
  readCompiledPipeline,
  type CompiledPipeline,
} from '../../../pipelines/local/compiled-pipeline';
import { LocalRunError } from '../../../pipelines/local/errors';
import { htmlReports, openInBrowser } from '../../../pipelines/local/html-reports';
import { pythonEnvironment } from '../../../pipelines/local/python-env';
import { refuseCloudSteps, runPipeline, type LocalRun } from '../../../pipelines/local/run';
import { runArguments } from '../../../pipelines/local/run-arguments';
import { eventLine, runSummary } from '../../../pipelines/local/run-report';
import { guarded } from './guarded';
import { type PipelineCatalogue } from './catalogue';
import { pipelineSource } from './pipeline-source';
import { MONTH_BY_MONTH, runMonthByMonth } from './replay';

interface RunOptions {
  readonly local?: true;
  readonly param?: readonly string[];
  readonly params?: string;
  readonly open?: true;
  readonly json?: true;
  readonly out: string;
}

const EXAMPLES = `
Examples:
  $ mlops run tabular-training --local
  $ mlops run tabular-training --local --param month=7 --open
  $ mlops run batch-prediction --local --params july.yaml --json
  $ mlops run compiled/my-pipeline.yaml --local
  $ mlops run month-by-month --local        replays the year: drift, retraining, champion or challenger

A run leaves its artifacts, logs and lineage in .mlops/runs/<pipeline>-<number>/.
Exit code: 0 succeeded, 1 a step failed, 2 wrong arguments, 130 interrupted.`;

function readValues(file: string | undefined): Record<string, unknown> {
  if (file === undefined) return {};
  if (!existsSync(file)) throw new LocalRunError(`--params ${file}: there is no such file`, 2);
  let values: unknown;
  try {
    values = parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new LocalRunError(`--params ${file}: ${(cause as Error).message.split('\n')[0]}`, 2);
  }
  if (typeof values === 'object' && values !== null && !Array.isArray(values)) return values as Record<string, unknown>;
  throw new LocalRunError(
    `--params ${file}: write parameters as "name: value" lines, given: ${JSON.stringify(values)}`,
    2,
  );
}

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
  if (!options.local) {
    throw new LocalRunError(`add --local: on Google Cloud ${name} runs by its schedule and triggers, not from here`, 2);
  }
  if (name === MONTH_BY_MONTH) return runMonthByMonth(options);
  const { yaml, source } = pipelineSource(catalogue, name, [MONTH_BY_MONTH]);
  const result = await runLocally(yaml, readCompiledPipeline(yaml, source), options);
  const reports = htmlReports(result);
  const text = options.json ? JSON.stringify({ ...result, reports }, null, 2) : runSummary(result, reports);
  process.stdout.write(`${text}\n`);
  if (options.open) openReports(reports);
  if (result.record.state !== 'SUCCEEDED') process.exitCode = 1;
}

/** Adds `run` to the program. */
export function registerRun(program: Command, catalogue: PipelineCatalogue): void {
  const collect = (pair: string, pairs: readonly string[] = []): string[] => [...pairs, pair];
  program
    .command('run')
    .description('run a pipeline on this machine, without cloud or Docker')
    .argument('<pipeline>', 'name of a pipeline ("mlops pipelines" lists them), or a compiled YAML file')
    .option('--local', 'run here, by the local runner of the KFP SDK')
    .option('--param <name=value>', 'set a parameter; repeat it for more', collect)
    .option('--params <file>', 'read parameters from a YAML or JSON file; --param wins over it')
    .option('--open', 'open the HTML artifacts in the browser')
    .option('--json', 'print the result as JSON')
    .option('--out <dir>', 'folder that gets the run', '.mlops/runs')
    .addHelpText('after', EXAMPLES)
    .action(guarded((name: string, options: RunOptions) => run(catalogue, name, options)));
}
