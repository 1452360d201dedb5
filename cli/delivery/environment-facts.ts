import { loadConfig } from '../../config/load';
import { ContinuousTraining } from '../../constructs/patterns/continuous-training';
import { ModelServing } from '../../constructs/patterns/model-serving';
import { PipelineRuntime } from '../../constructs/patterns/pipeline-runtime';
import { environmentsOf } from '../../stacks/settings';
import { chosen } from '../chosen';

export interface FactsOptions {
  readonly config: string;
  readonly environment?: string;
  readonly model?: string;
}

/** What a script has to know of a model in an environment: names and limits that the configuration decides. */
export interface EnvironmentFacts {
  readonly project: string;
  readonly region: string;
  /** `gs://BUCKET` of compiled pipelines and runs. */
  readonly pipelineBucket: string;
  /** `projects/P/topics/T` where runs are asked for. */
  readonly runTopic: string;
  /** `PROJECT.DATASET.TABLE` that requests are logged in, once there are some. */
  readonly requestTable: string;
  /** Milliseconds that 95 % of the predictions may take at most. */
  readonly latencyP95Ms: number;
  /** The pipeline by which a challenger becomes the champion; empty when trainings decide themselves. */
  readonly promotionPipeline: string;
}

/** @throws ConfigError, UsageError for mistakes in what was given */
export function environmentFacts(options: FactsOptions): EnvironmentFacts {
  const { config } = loadConfig(options.config);
  const name = chosen('--environment', options.environment, Object.keys(config.environments));
  const key = chosen('--model', options.model, Object.keys(config.models));
  const environment = environmentsOf(config).find((each) => each.name === name)!;
  const { alerts, promotion } = config.models[key]!;
  return {
    project: environment.project,
    region: environment.region,
    pipelineBucket: PipelineRuntime.bucketOf(environment).url,
    runTopic: ContinuousTraining.topicOf(environment).topicId,
    requestTable: ModelServing.requestTableOf(environment, key).replace(/^bq:\/\//, ''),
    latencyP95Ms: promotion?.latencyP95Ms ?? alerts.latencyP95Ms,
    promotionPipeline: promotion?.pipeline ?? '',
  };
}

/** The same as assignments that a shell reads: `run_topic='projects/P/topics/T'`. */
export function factsText(facts: EnvironmentFacts): string {
  const lines = Object.entries(facts).map(([name, value]) => `${snakeCase(name)}=${quoted(String(value))}\n`);
  return lines.join('');
}

const snakeCase = (name: string) =>
  name.replace(/([a-z0-9])([A-Z])/g, (_, before: string, after: string) => `${before}_${after.toLowerCase()}`);

const quoted = (value: string) => `'${value.replaceAll("'", String.raw`'\''`)}'`;
