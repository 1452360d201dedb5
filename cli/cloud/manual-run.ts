import { loadConfig } from '../../config/load';
import { nearest } from '../../config/nearest';
import { ContinuousTraining } from '../../constructs/patterns/continuous-training';
import { pipelineInputs, readCompiledPipeline } from '../../pipelines/local/compiled-pipeline';
import { runArguments } from '../../pipelines/local/run-arguments';
import { DELIVERY } from '../../runs/delivery';
import { type ParameterValue, type Purpose, type RunRequest, runRequestSchema } from '../../runs/request';
import { checkedTemplates } from '../../stacks/runs/check-runs';
import { runsOf } from '../../stacks/runs/model-runs';
import { type PipelineTemplate, type PipelineTemplates } from '../../stacks/runs/templates';
import { settingsOf } from '../../stacks/settings';
import { chosen } from '../chosen';
import { UsageError } from '../failure';

export interface ManualRunOptions {
  readonly config: string;
  readonly environment?: string;
  readonly model?: string;
  /** `name=value` each; they win over `values`. */
  readonly pairs: readonly string[];
  readonly values: Readonly<Record<string, unknown>>;
  readonly ignoreCooldown?: boolean;
  /** So that it is asked for once, however often it is said. */
  readonly event: string;
  /** For people: why. */
  readonly detail?: string;
}

/** A run that somebody asks for by hand. */
export interface ManualRun {
  readonly environment: string;
  readonly project: string;
  /** `projects/P/topics/T` */
  readonly topic: string;
  readonly pipeline: string;
  readonly request: RunRequest;
}

/** The first level at which something listens. */
const LEVEL = 1;

/**
 * The request for a run of a model's pipeline, checked against what the pipeline takes.
 *
 * @throws UsageError, ConfigError, LocalRunError for mistakes in what was given
 */
export function manualRun(pipeline: string, options: ManualRunOptions): ManualRun {
  const loaded = loadConfig(options.config);
  const { config } = loaded;
  if (config.level < LEVEL) {
    const advice = `raise it (mlops upgrade --to ${LEVEL}), or run here by --local`;
    throw new UsageError(`${options.config} is at level ${config.level}, where nothing starts runs: ${advice}`);
  }
  const environment = chosen('--environment', options.environment, Object.keys(config.environments));
  const model = chosen('--model', options.model, Object.keys(config.models));
  const settings = settingsOf(config, environment, checkedTemplates(loaded));
  const { purpose, template } = pipelineOf(pipeline, model, runsOf(config.models[model]!, model), settings.templates);
  const request = requestOf({ ...options, model, purpose, parameters: parametersOf(template, options) });
  const { project } = settings.environment;
  return { environment, project, topic: ContinuousTraining.topicOf(settings.environment).topicId, pipeline, request };
}

/** @throws UsageError when the model has no such pipeline, with those it has */
export function pipelineOf(
  name: string,
  model: string,
  runs: ReturnType<typeof runsOf>,
  templates: PipelineTemplates,
): { purpose: Purpose; template: PipelineTemplate } {
  const all = runs.map(({ purpose, pipeline }) => ({ purpose, pipeline, template: templates.of(pipeline) }));
  const found = all.find(({ pipeline, template }) => pipeline === name || template.name === name);
  if (found) return found;
  const names = all.map(({ template }) => template.name);
  const alike = nearest(name, names);
  const has = all.map(({ template, purpose }) => `${template.name} for ${purpose}`).join(', ');
  throw new UsageError(
    `${model} has no pipeline "${name}"${alike ? `; did you mean "${alike}"?` : ''}; it has: ${has}`,
  );
}

/** What was given, as the types that the pipeline takes. What was not given is in the plan of the model. */
export function parametersOf(
  template: PipelineTemplate,
  { pairs, values }: Pick<ManualRunOptions, 'pairs' | 'values'>,
): Record<string, unknown> {
  const inputs = pipelineInputs(readCompiledPipeline(template.yaml, template.name));
  const optional = inputs.map((input) => ({ ...input, required: false, default: undefined }));
  return runArguments(template.name, optional, pairs, values);
}

/** @throws UsageError for what a request cannot hold */
function requestOf(parts: ManualRunOptions & { model: string; purpose: Purpose; parameters: Record<string, unknown> }) {
  const { model, purpose, event, detail, ignoreCooldown = false } = parts;
  const parameters = parts.parameters as Record<string, ParameterValue>;
  const draft = { version: 1, model, purpose, reason: 'manual', event, detail, parameters, ignoreCooldown };
  const read = runRequestSchema.safeParse(draft);
  if (!read.success) {
    const problems = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new UsageError(`the request is refused: ${problems.join('; ')}`);
  }
  const bytes = Buffer.byteLength(JSON.stringify(read.data));
  if (bytes > DELIVERY.maxMessageBytes)
    throw new UsageError(`the request has ${bytes} bytes; at most ${DELIVERY.maxMessageBytes} are taken`);
  return read.data;
}
