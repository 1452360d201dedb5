/** The reference pipelines by name: what `mlops pipelines` lists, `mlops compile` writes and `mlops run` runs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile, type CompileOptions, type Pipeline, PipelineError, type PipelineSpec, toYaml } from '../ir';
import { projectRoot } from '../local/project-root';
import { batchPrediction } from './batch-prediction/pipeline';
import { bigqueryMl } from './bigquery-ml/pipeline';
import { hyperparameterTuning } from './hyperparameter-tuning/pipeline';
import { modelMonitoring } from './model-monitoring/pipeline';
import { promotion } from './promotion/pipeline';
import { tabularTraining } from './tabular-training/pipeline';
import { vertexAutomlTabular } from './vertex-automl-tabular/pipeline';
import { vertexCustomTraining } from './vertex-custom-training/pipeline';

/** A pipeline that comes with the kit. */
export interface ReferencePipeline {
  readonly pipeline: Pipeline;
  readonly description: string;
  /** Whether the KFP SDK's local runner can run it; ready-made components run on Google Cloud only. */
  readonly runsLocally: boolean;
}

const local = (pipeline: Pipeline): ReferencePipeline => entry(pipeline, true);
const cloudOnly = (pipeline: Pipeline): ReferencePipeline => entry(pipeline, false);

function entry(pipeline: Pipeline, runsLocally: boolean): ReferencePipeline {
  return { pipeline, description: pipeline.description ?? '', runsLocally };
}

/** By name, those that run locally first. */
export const referencePipelines: Readonly<Record<string, ReferencePipeline>> = {
  'tabular-training': local(tabularTraining),
  'batch-prediction': local(batchPrediction),
  'model-monitoring': local(modelMonitoring),
  'hyperparameter-tuning': local(hyperparameterTuning),
  promotion: local(promotion),
  'vertex-automl-tabular': cloudOnly(vertexAutomlTabular),
  'vertex-custom-training': cloudOnly(vertexCustomTraining),
  'bigquery-ml': cloudOnly(bigqueryMl),
};

/** Where a reference pipeline will run, and with what. */
export interface ReferenceCompileOptions extends Pick<CompileOptions, 'image' | 'target'> {
  /**
   * Each Python task installs the packages of the component image by pip, so that a stock Python image works.
   *
   * @default false
   */
  readonly pipInstall?: boolean;
}

/**
 * A reference pipeline as KFP v2 YAML. Without options it is the committed golden file, byte for byte, which is also
 * what runs locally.
 *
 * @throws PipelineError for an unknown name, or options under which it couldn't run
 */
export const compilePipeline = (name: string, options: ReferenceCompileOptions = {}): string =>
  toYaml(compileToSpec(name, options));

/** The same as the spec itself. */
export function compileToSpec(name: string, options: ReferenceCompileOptions = {}): PipelineSpec {
  const found = Object.hasOwn(referencePipelines, name) ? referencePipelines[name] : undefined;
  if (!found) {
    const fix = `choose one of: ${Object.keys(referencePipelines).join(', ')}`;
    throw new PipelineError({ pipeline: name, problem: 'there is no such reference pipeline', fix });
  }
  const { pipInstall = false, ...rest } = options;
  return compile(found.pipeline, { ...rest, ...(pipInstall && { pipInstall: imagePackages() }) });
}

/** What the component image has installed. */
function imagePackages(): string[] {
  const path = join(projectRoot(), 'pipelines', 'image', 'requirements.txt');
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => /^[A-Za-z]/.test(line) && !line.startsWith('kfp=='));
}
