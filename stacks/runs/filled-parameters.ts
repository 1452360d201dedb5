import { type ModelConfig, type MonitoringConfig, type PromotionConfig } from '../../config/schema';
import { DataStores } from '../../constructs/patterns/data-stores';
import { ModelMonitoring } from '../../constructs/patterns/model-monitoring';
import { ModelServing } from '../../constructs/patterns/model-serving';
import { PipelineRuntime } from '../../constructs/patterns/pipeline-runtime';
import { type ParameterValue } from '../../runs/request';
import { type Settings } from '../settings';
import { configuredParameters, type ModelRuns } from './model-runs';
import { type PipelineTemplate } from './templates';
import { machinesOf } from './training-machines';

interface Place {
  readonly settings: Settings;
  /** The model's key. */
  readonly key: string;
}

/** What a pipeline is told, by the names of its parameters. */
type Filled = Readonly<Record<string, ParameterValue>>;

/** What the kit knows better than a person. */
const placeOf = ({ settings, key }: Place): Filled => ({
  project: settings.environment.project,
  location: settings.environment.region,
  environment: settings.environment.name,
  model_name: key,
  endpoint: settings.environment.naming.endpointId(key),
  sampling: settings.sampling,
  serving_image: settings.config.pipelines.image ?? '',
  model_store: `${DataStores.modelBucketOf(settings.environment).url}/${key}`,
});

/**
 * Where the defaults of the reference pipelines describe the data that comes with the kit: rows in the table of the
 * model's name in the dataset `raw`, with a column `label`; every other column is a feature.
 */
const dataOf = ({ settings, key }: Place): Filled => {
  const { naming, project } = settings.environment;
  return {
    source: `bq://${project}.${naming.name('dataset', 'raw')}.${key.replaceAll('-', '_')}`,
    label: 'label',
    month: 0,
    schema: {},
    numeric_columns: [],
    categorical_columns: [],
    hour_columns: [],
    slice_columns: [],
  };
};

/** What a monitoring pipeline compares, and what is too far. */
const watchOf = ({ settings, key }: Place, monitoring: MonitoringConfig): Filled => ({
  request_log: ModelServing.requestTableOf(settings.environment, key),
  windows_table: ModelMonitoring.tableOf(settings.environment),
  measure: monitoring.measure,
  skew_threshold: monitoring.skew,
  drift_threshold: monitoring.drift,
  thresholds: monitoring.thresholds,
  window_hours: monitoring.windowHours,
  ...monitoring.alertAfter,
});

/** Where a model is promoted by steps, a training only proposes. */
const proposalOf = ({ settings }: Place): Filled => ({
  alias: 'challenger',
  model_topic: PipelineRuntime.modelTopicOf(settings.environment).topicId,
});

/** What a challenger has to be, and how it becomes the champion. */
const promotionOf = ({ settings, key }: Place, model: ModelConfig, promotion: PromotionConfig): Filled => ({
  mode: promotion.mode,
  primary_metric: promotion.metric,
  direction: promotion.direction,
  min_gain: promotion.minGain,
  min_relative_gain: promotion.minRelativeGain,
  floors: promotion.floors,
  slice_floors: promotion.sliceFloors,
  max_slice_loss: promotion.maxSliceLoss,
  canary_steps: promotion.canary,
  bake_minutes: promotion.bakeMinutes,
  max_error_ratio: promotion.errorRatio ?? model.alerts.errorRatio,
  max_latency_ms: promotion.latencyP95Ms ?? model.alerts.latencyP95Ms,
  max_skew: promotion.maxSkew ?? model.monitoring?.skew ?? 1,
  machine_type: model.serving.machine,
  min_replicas: model.serving.replicas[0],
  max_replicas: model.serving.replicas[1],
  service_account: ModelServing.accountOf(settings.environment, key).email,
});

/** What a pipeline is told because of what it is for. */
function byPurpose(place: Place, { purpose }: ModelRuns): Filled {
  const model = place.settings.config.models[place.key]!;
  if (purpose === 'training')
    return { ...machinesOf(place.settings, model), ...(model.promotion && proposalOf(place)) };
  if (purpose === 'monitoring') return model.monitoring ? watchOf(place, model.monitoring) : {};
  return model.promotion ? promotionOf(place, model, model.promotion) : {};
}

/**
 * All parameters of a model's pipeline in an environment: what the kit fills in, where the pipeline has such a
 * parameter, and what the configuration says, which goes first.
 */
export function runParameters(settings: Settings, key: string, runs: ModelRuns, { inputs }: PipelineTemplate): Filled {
  const { config, environment } = settings;
  const place = { settings, key };
  const filled = Object.entries({ ...dataOf(place), ...placeOf(place), ...byPurpose(place, runs) });
  const taken = filled.filter(([name]) => Object.hasOwn(inputs, name));
  const configured = configuredParameters(config, config.environments[environment.name]!, runs, inputs);
  return { ...Object.fromEntries(taken), ...configured };
}
