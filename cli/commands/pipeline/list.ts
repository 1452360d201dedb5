import { type Command } from 'commander';
import pc from 'picocolors';
import { brief } from '../../../pipelines/local/brief';
import {
  cloudOnlySteps,
  pipelineInputs,
  readCompiledPipeline,
  type PipelineInput,
} from '../../../pipelines/local/compiled-pipeline';
import { TYPE_WORDS } from '../../../pipelines/local/run-arguments';
import { type PipelineCatalogue } from './catalogue';
import { guarded } from './guarded';
import { MONTH_BY_MONTH } from './replay';

interface ListedPipeline {
  readonly name: string;
  readonly description: string | undefined;
  /** False when a step is a ready-made component of Google Cloud. */
  readonly runsLocally: boolean;
  readonly inputs: readonly PipelineInput[];
}

const EXAMPLES = `
Examples:
  $ mlops pipelines
  $ mlops pipelines --json`;

const REPLAY = `${pc.bold(MONTH_BY_MONTH)}
  Replays April to December with model-monitoring and tabular-training: mlops run ${MONTH_BY_MONTH} --local`;

function listed(catalogue: PipelineCatalogue, name: string): ListedPipeline {
  const pipeline = readCompiledPipeline(catalogue.compile(name), name);
  return {
    name,
    description: pipeline.pipelineInfo.description,
    runsLocally: cloudOnlySteps(pipeline).length === 0,
    inputs: pipelineInputs(pipeline),
  };
}

function inputLine(input: PipelineInput, width: number): string {
  const value = input.default === undefined ? '' : ` = ${brief(input.default)}`;
  const kind = `${TYPE_WORDS[input.type].split(',')[0]}${input.required ? pc.yellow(', required') : value}`;
  return `    ${input.name.padEnd(width)}  ${kind}${input.description ? pc.dim(`  ${input.description}`) : ''}`;
}

function pipelineText(pipeline: ListedPipeline): string {
  const width = Math.max(0, ...pipeline.inputs.map((input) => input.name.length));
  const title = `${pc.bold(pipeline.name)}${pipeline.runsLocally ? '' : pc.dim(' (Google Cloud only)')}`;
  const description = pipeline.description ? [`  ${pipeline.description}`] : [];
  return [title, ...description, ...pipeline.inputs.map((input) => inputLine(input, width))].join('\n');
}

/** Adds `pipelines` to the program. */
export function registerList(program: Command, catalogue: PipelineCatalogue): void {
  program
    .command('pipelines')
    .description('list the pipelines with their inputs, types and defaults')
    .option('--json', 'print the list as JSON')
    .addHelpText('after', EXAMPLES)
    .action(
      guarded((options: { readonly json?: true }) => {
        const all = catalogue.names.map((name) => listed(catalogue, name));
        const text = [...all.map(pipelineText), REPLAY].join('\n\n');
        process.stdout.write(`${options.json ? JSON.stringify(all, null, 2) : text}\n`);
      }),
    );
}
