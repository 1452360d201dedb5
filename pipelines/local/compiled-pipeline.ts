import { parseAllDocuments } from 'yaml';
import { LocalRunError } from './errors';

/** Types of pipeline inputs that have a value; artifacts cannot be given to a run from outside. */
export const PARAMETER_TYPES = ['STRING', 'NUMBER_INTEGER', 'NUMBER_DOUBLE', 'BOOLEAN', 'LIST', 'STRUCT'] as const;
export type ParameterType = (typeof PARAMETER_TYPES)[number];

/** One parameter of a pipeline, as its compiled form declares it. */
export interface PipelineInput {
  readonly name: string;
  readonly type: ParameterType;
  readonly required: boolean;
  /** Any JSON value; undefined when there is none. */
  readonly default: unknown;
  readonly description: string | undefined;
}

interface Task {
  readonly componentRef: { readonly name: string };
  readonly triggerPolicy?: { readonly condition?: string };
}

interface Component {
  readonly executorLabel?: string;
  readonly dag?: { readonly tasks: Readonly<Record<string, Task>> };
}

interface Executor {
  readonly container?: {
    readonly image: string;
    readonly command?: readonly string[];
    readonly args?: readonly string[];
  };
}

interface InputSpec {
  readonly parameterType: ParameterType;
  readonly defaultValue?: unknown;
  readonly isOptional?: boolean;
  readonly description?: string;
}

/** The part of KFP's PipelineSpec that running and listing need. */
export interface CompiledPipeline {
  readonly pipelineInfo: { readonly name: string; readonly description?: string };
  readonly root: Component & {
    readonly inputDefinitions?: {
      readonly parameters?: Readonly<Record<string, InputSpec>>;
      readonly artifacts?: Readonly<Record<string, { readonly isOptional?: boolean }>>;
    };
  };
  readonly components: Readonly<Record<string, Component>>;
  readonly deploymentSpec: { readonly executors: Readonly<Record<string, Executor>> };
}

/**
 * Reads a compiled pipeline; a platform spec in a second YAML document is left alone.
 * @param source names the file in errors
 * @throws LocalRunError when the text is no compiled KFP pipeline
 */
export function readCompiledPipeline(text: string, source: string): CompiledPipeline {
  const [document] = parseAllDocuments(text);
  const problem = document && 'errors' in document ? document.errors[0] : undefined;
  if (problem) throw new LocalRunError(`${source} is not YAML: ${problem.message.split('\n')[0]}`, 2);
  const spec = (document && 'toJS' in document ? document.toJS() : undefined) as Partial<CompiledPipeline> | undefined;
  if (!spec?.pipelineInfo?.name || !spec.root?.dag || !spec.deploymentSpec) {
    throw new LocalRunError(
      `${source} is not a compiled KFP pipeline: pipelineInfo, root.dag or deploymentSpec is missing`,
      2,
    );
  }
  return spec as CompiledPipeline;
}

/** The pipeline's parameters in their written order. */
export function pipelineInputs(pipeline: CompiledPipeline): PipelineInput[] {
  return Object.entries(pipeline.root.inputDefinitions?.parameters ?? {}).map(([name, spec]) => ({
    name,
    type: spec.parameterType,
    required: spec.defaultValue === undefined && !spec.isOptional,
    default: spec.defaultValue,
    description: spec.description,
  }));
}

/** Steps that run in any case and only on Google Cloud: other containers than Python components, with their image. */
export function cloudOnlySteps(pipeline: CompiledPipeline): { readonly step: string; readonly image: string }[] {
  const visit = (component: Component, path: string): { step: string; image: string }[] => {
    if (component.dag) {
      const always = Object.entries(component.dag.tasks).filter(([, task]) => !task.triggerPolicy?.condition);
      return always.flatMap(([name, task]) => {
        const inner = pipeline.components[task.componentRef.name];
        return inner ? visit(inner, path ? `${path}/${name}` : name) : [];
      });
    }
    const container = pipeline.deploymentSpec.executors[component.executorLabel ?? '']?.container;
    if (!container) return [];
    const command = [...(container.command ?? []), ...(container.args ?? [])];
    return command.some((part) => part.includes('kfp.dsl.executor_main'))
      ? []
      : [{ step: path, image: container.image }];
  };
  return visit(pipeline.root, '');
}
