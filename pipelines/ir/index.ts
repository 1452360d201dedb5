/** A typed builder of KFP v2 pipelines: describe one with `pipeline`, then `compile` it and write it with `toYaml`. */
export { Branches, Choice } from './branches';
export { compile } from './compile';
export { type Component, pythonComponent } from './component';
export {
  type ArtifactContract,
  type ArtifactType,
  type ComponentContract,
  type JsonValue,
  type ParameterContract,
  type ParameterType,
  type PortContract,
  type Ports,
} from './component-contract';
export { concat, containerComponent, executorInput, ifPresent } from './container';
export { type CompileOptions, KFP_VERSION, STOCK_IMAGE } from './emit/options';
export { PipelineError, type PipelineProblem } from './errors';
export { type AcceleratorOptions, type ComparisonOperator, type RetryOptions, type TaskOptions } from './graph';
export { Handle, TaskHandle } from './handles';
export { type ImporterOptions } from './importer';
export { type ItemType, LoopHandle, type LoopOptions } from './loop';
export { Guarded, Pipeline, pipeline, type PipelineConfig, PipelineScope } from './pipeline';
export { artifact, artifactList, boolean, double, integer, list, string, struct } from './ports';
export { ArtifactListRef, ArtifactRef, ParameterRef, type Ref } from './references';
export { checkReferences, type SpecProblem } from './reference-check';
export { Scope } from './scope';
export { toMermaid } from './mermaid';
export { type PipelineSpec } from './spec/pipeline-spec.generated';
export { Text, text } from './text';
export { type RefsFor } from './typing';
export { toYaml } from './yaml';
