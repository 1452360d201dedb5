import { type Config, type EnvironmentConfig, type ModelConfig } from '../../config/schema';
import { type ConfigPath } from '../../config/problems';
import { type Purpose } from '../../runs/request';

/** One pipeline of a model, as the configuration has it. */
export interface ModelRuns {
  readonly purpose: Purpose;
  /** Name or path of the pipeline. */
  readonly pipeline: string;
  readonly parameters: Parameters;
  /** Where it stands in the configuration. */
  readonly path: ConfigPath;
}

export type Parameters = ModelConfig['parameters'];

/** The pipelines that a model has. */
export function runsOf(model: ModelConfig, key: string): ModelRuns[] {
  const path = ['models', key];
  const others = (['monitoring', 'promotion'] as const).flatMap((purpose): ModelRuns[] => {
    const configured = model[purpose];
    if (!configured) return [];
    const { pipeline, parameters } = configured;
    return [{ purpose, pipeline, parameters, path: [...path, purpose] }];
  });
  return [{ purpose: 'training', pipeline: model.pipeline, parameters: model.parameters, path }, ...others];
}

/** The pipelines of all models. */
export const runsOfAll = ({ models }: Config): ModelRuns[] =>
  Object.entries(models).flatMap(([key, model]) => runsOf(model, key));

/**
 * What a person says of the parameters of a pipeline in an environment; the nearest word goes first: the model's, the
 * environment's, that of all pipelines. The wider ones concern only pipelines that have the parameter.
 */
export function configuredParameters(
  config: Config,
  environment: EnvironmentConfig,
  runs: ModelRuns,
  inputs: Readonly<Record<string, unknown>>,
): Parameters {
  const common = { ...config.pipelines.parameters, ...environment.parameters };
  const wanted = Object.entries(common).filter(([name]) => Object.hasOwn(inputs, name));
  return { ...Object.fromEntries(wanted), ...runs.parameters };
}
