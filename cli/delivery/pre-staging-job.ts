import { parse } from 'yaml';
import { loadConfig } from '../../config/load';
import { LocalRunError } from '../../pipelines/local/errors';
import { parameterProblems, parameterProblemText } from '../../runs/parameters';
import { type PipelineJobBody, pipelineJobBody, type PipelineSpecJson } from '../../runs/pipeline-job';
import { type RunSpec } from '../../runs/plan';
import { type ParameterValue } from '../../runs/request';
import { checkedTemplates } from '../../stacks/runs/check-runs';
import { runsOf } from '../../stacks/runs/model-runs';
import { runPlan } from '../../stacks/runs/run-plan';
import { type PipelineTemplate } from '../../stacks/runs/templates';
import { settingsOf } from '../../stacks/settings';
import { chosen } from '../chosen';
import { parametersOf, pipelineOf } from '../cloud/manual-run';
import { UsageError } from '../failure';
import { type DeliveryJobOptions } from '../options';

/** A run of a pipeline before it is delivered. */
export interface PreStagingJob {
  readonly project: string;
  readonly location: string;
  /** Id that the run is to have; without one, Vertex AI gives it. */
  readonly jobId?: string;
  /** Body of `projects.locations.pipelineJobs.create`. */
  readonly body: PipelineJobBody;
}

/** What keeps a run from changing what is served: it makes no champion, deploys nothing, and tells nobody of a model. */
const HARMLESS: Readonly<Record<string, ParameterValue>> = {
  alias: 'candidate',
  deploy: false,
  mode: 'dry-run',
  model_topic: '',
};

/** Part of the labels of the job: it is none of the runs that the limits of a model count. */
const SERIES = 'e2e';

const REGISTRY = /^https:\/\/[a-z0-9-]+-kfp\.pkg\.dev\/\S+$/;
const STORAGE = /^gs:\/\/[^/\s]+\/\S+$/;
const RUN_ID = /^[a-z][a-z0-9-]{0,127}$/;

/**
 * The run of a model's pipeline on a part of the data, where it harms nothing.
 *
 * @throws ConfigError, UsageError for mistakes in what was given
 */
export function preStagingJob(options: DeliveryJobOptions): PreStagingJob {
  refuse(options);
  const loaded = loadConfig(options.config);
  const { config } = loaded;
  const environment = chosen('--environment', options.environment, Object.keys(config.environments));
  const model = chosen('--model', options.model, Object.keys(config.models));
  const settings = settingsOf(config, environment, checkedTemplates(loaded));
  const runs = runsOf(config.models[model]!, model);
  const { purpose, template } = pipelineOf(options.pipeline ?? runs[0]!.pipeline, model, runs, settings.templates);
  const spec = runPlan(settings, model, settings.templates).pipelines[purpose]!;
  const { naming, project, region } = settings.environment;
  const prefix = `${naming.prefix}-${SERIES}`;
  const parameters = harmless(spec, template, options);
  const body = pipelineJobBody({
    series: { prefix, model, purpose },
    request: { version: 1, model, purpose, reason: 'manual', event: prefix, parameters, ignoreCooldown: true },
    jobId: options.runId ?? `${prefix}-${model}`,
    ...source(options.template, spec, template),
  });
  return { project, location: region, ...(options.runId !== undefined && { jobId: options.runId }), body };
}

/**
 * Vertex AI reads a template of a registry by itself. It reads none of Cloud Storage, whatever is there: the pipeline is in
 * the body, as it is compiled of the same files.
 */
const source = (given: string | undefined, spec: RunSpec, { yaml }: PipelineTemplate) => {
  const uri = given ?? spec.template.uri;
  const known = { ...spec, template: { ...spec.template, uri }, experiment: undefined };
  return REGISTRY.test(uri) ? { spec: known } : { spec: known, pipelineSpec: parse(yaml) as PipelineSpecJson };
};

/** Whoever starts the run has the last word, on the sampling as well. */
function harmless(spec: RunSpec, template: PipelineTemplate, options: DeliveryJobOptions) {
  const { sampling, param = [] } = options;
  const quiet = { ...HARMLESS, ...(sampling !== undefined && { sampling }) };
  const known = Object.entries(quiet).filter(([name]) => Object.hasOwn(spec.inputs, name));
  const parameters = { ...Object.fromEntries(known), ...given(template, param) };
  const problems = parameterProblems(spec.inputs, { ...spec.parameters, ...parameters });
  if (problems.length > 0)
    throw new UsageError(`parameters of ${spec.pipeline}: ${problems.map(parameterProblemText).join('; ')}`);
  return parameters;
}

function given(template: PipelineTemplate, pairs: readonly string[]): Record<string, ParameterValue> {
  try {
    return parametersOf(template, { pairs, values: {} }) as Record<string, ParameterValue>;
  } catch (error) {
    throw error instanceof LocalRunError ? new UsageError(error.message) : error;
  }
}

function refuse({ runId, template }: DeliveryJobOptions): void {
  if (runId !== undefined && !RUN_ID.test(runId))
    throw new UsageError(
      `--run-id ${runId}: 1 to 128 lower-case letters, digits and hyphens are allowed, starting with a letter`,
    );
  if (template !== undefined && !STORAGE.test(template) && !REGISTRY.test(template))
    throw new UsageError(`--template ${template}: gs://BUCKET/PATH or https://REGION-kfp.pkg.dev/... is allowed`);
}
