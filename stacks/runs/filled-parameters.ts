import { type MonitoringConfig } from '../../config/schema';
import { DataStores } from '../../constructs/patterns/data-stores';
import { ModelMonitoring } from '../../constructs/patterns/model-monitoring';
import { ModelServing } from '../../constructs/patterns/model-serving';
import { type ParameterValue } from '../../runs/request';
import { type Settings } from '../settings';
import { configuredParameters, type ModelRuns } from './model-runs';
import { type PipelineTemplate } from './templates';

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

/**
 * All parameters of a model's pipeline in an environment: what the kit fills in, where the pipeline has such a
 * parameter, and what the configuration says, which goes first.
 */
export function runParameters(settings: Settings, key: string, runs: ModelRuns, { inputs }: PipelineTemplate): Filled {
  const { config, environment } = settings;
  const place = { settings, key };
  const { monitoring } = config.models[key]!;
  const watched = runs.purpose === 'monitoring' && monitoring ? watchOf(place, monitoring) : {};
  const filled = Object.entries({ ...dataOf(place), ...placeOf(place), ...watched });
  const taken = filled.filter(([name]) => Object.hasOwn(inputs, name));
  const configured = configuredParameters(config, config.environments[environment.name]!, runs, inputs);
  return { ...Object.fromEntries(taken), ...configured };
}
