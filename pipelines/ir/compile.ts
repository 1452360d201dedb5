import { type PipelineDefinition } from './component';
import { Compilation } from './emit/compilation';
import { pipelineComponent } from './emit/dag';
import { checkOptions, type CompileOptions, KFP_VERSION } from './emit/options';
import { type JsonObject, type PipelineSpec } from './spec/pipeline-spec.generated';

/**
 * Compiles a pipeline to the KFP v2 pipeline spec.
 *
 * @throws PipelineError for anything that could not run, naming the pipeline, the task and the input
 */
export function compile(pipeline: PipelineDefinition, options: CompileOptions = {}): PipelineSpec {
  const compilation = new Compilation(pipeline.name, options);
  const root = pipelineComponent(compilation, pipeline);
  const { components, executors } = compilation;
  const hasPython = Object.values(executors).some(({ container }) =>
    container?.args?.includes('--function_to_execute'),
  );
  checkOptions(pipeline.name, options, hasPython);
  const { name, description } = pipeline;
  return {
    pipelineInfo: { name, ...(description && { description }) },
    schemaVersion: '2.1.0',
    sdkVersion: `kfp-${KFP_VERSION}`,
    root,
    components,
    deploymentSpec: { executors } as unknown as JsonObject,
  };
}
