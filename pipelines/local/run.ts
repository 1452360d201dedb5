import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { runChild } from './child-process';
import { cloudOnlySteps, type CompiledPipeline } from './compiled-pipeline';
import { LocalRunError } from './errors';
import { projectRoot } from './project-root';
import { newRunFolder, RUNS_FOLDER } from './run-folder';
import { type RunEvent, type RunRecord } from './run-record';

export interface LocalRunOptions {
  /** The compiled pipeline: these very bytes run, and are kept in the run's folder as pipeline.yaml. */
  readonly yaml: string;
  readonly pipeline: CompiledPipeline;
  /** By parameter name, complete and typed: see runArguments. */
  readonly arguments: Readonly<Record<string, unknown>>;
  /** The interpreter of the Python environment: see pythonEnvironment. */
  readonly python: string;
  /** Folder that gets the run's folder. @default .mlops/runs in the current directory */
  readonly runs?: string;
  /** Called before the first step with the run's folder. */
  readonly onFolder?: (folder: string) => void;
  /** Called as steps start, finish and are skipped. */
  readonly onEvent?: (event: RunEvent) => void;
}

export interface LocalRun {
  /** Absolute path. */
  readonly folder: string;
  readonly record: RunRecord;
}

/**
 * Refuses a pipeline that in any case runs a container other than a Python component.
 * @throws LocalRunError with the step and its image
 */
export function refuseCloudSteps(pipeline: CompiledPipeline): void {
  const [first] = cloudOnlySteps(pipeline);
  if (!first) return;
  const { name } = pipeline.pipelineInfo;
  throw new LocalRunError(
    `${name} runs on Google Cloud only: step ${first.step} is the container ${first.image}; compile it with "mlops compile ${name}"`,
    2,
  );
}

function lastLines(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8').trimEnd().split('\n').slice(-5).join('\n') : '';
}

/**
 * Runs a compiled pipeline on this machine by the KFP SDK's own local runner, without cloud or Docker. A failing step
 * is no exception: the record says `FAILED` and which step. Ctrl-C stops the steps, and the record says `CANCELED`.
 * @throws LocalRunError when the pipeline cannot run locally, and with exit code 130 on Ctrl-C
 */
export async function runPipeline(options: LocalRunOptions): Promise<LocalRun> {
  refuseCloudSteps(options.pipeline);
  const folder = newRunFolder(resolve(options.runs ?? RUNS_FOLDER), options.pipeline.pipelineInfo.name);
  options.onFolder?.(folder);
  const yaml = join(folder, 'pipeline.yaml');
  const values = join(folder, 'arguments.json');
  writeFileSync(yaml, options.yaml);
  writeFileSync(values, `${JSON.stringify(options.arguments, null, 2)}\n`);
  const script = join(projectRoot(), 'pipelines', 'local', 'run.py');
  await runChild(options.python, [script, yaml, values, folder], {
    onLine: (line) => options.onEvent?.(JSON.parse(line) as RunEvent),
  });
  const record = join(folder, 'run.json');
  if (!existsSync(record)) {
    const log = join(folder, 'logs', 'kfp.log');
    throw new LocalRunError(`the KFP SDK could not start ${basename(folder)} (${log}):\n${lastLines(log)}`);
  }
  return { folder, record: JSON.parse(readFileSync(record, 'utf8')) as RunRecord };
}
