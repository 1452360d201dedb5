import { type FeatureStoreConfig } from '../../config/schema';
import { type DataStores } from '../../constructs/patterns/data-stores';
import {
  FeatureStore,
  type FeatureGroupOptions,
  type FeatureViewOptions,
  type OnlineStoreOptions,
} from '../../constructs/patterns/feature-store';
import { type ModelServing } from '../../constructs/patterns/model-serving';
import { grantReadOnStore } from '../../constructs/vertex-ai/feature-online-store';
import { type ModelsStack } from '../models-stack';
import { type Foundation } from '../../constructs/patterns/foundation';
import { type PlatformStack } from '../platform-stack';

type GroupConfig = FeatureStoreConfig['groups'][string];
type OnlineConfig = NonNullable<FeatureStoreConfig['online']>;
type ViewConfig = OnlineConfig['views'][string];

/** The feature store, when the configuration has one. */
export function featureStore(
  stack: PlatformStack,
  { foundation, stores }: { foundation: Foundation; stores: DataStores },
): FeatureStore | undefined {
  const { config, environment } = stack.settings;
  if (!config.featureStore) return undefined;
  const { groups, online } = config.featureStore;
  return new FeatureStore(stack, 'FeatureStore', {
    environment,
    services: foundation.services,
    datasets: { raw: stores.datasets.raw, features: stores.datasets.features },
    groups: mapValues(groups, groupOptions),
    online: online && onlineOptions(online),
    encryption: { bigquery: foundation.key('bigquery'), vertexAi: foundation.key('vertexai') },
  });
}

/** Lets the serving account of each model fetch the values of features. */
export function grantFeatures(stack: ModelsStack, servings: readonly ModelServing[]): void {
  const { config, environment } = stack.settings;
  if (!config.featureStore?.online) return;
  const store = FeatureStore.storeOf(environment);
  for (const serving of servings) grantReadOnStore(serving, 'Features', store, serving.servingAccount.member);
}

const groupOptions = ({ table, ...options }: GroupConfig): FeatureGroupOptions => ({
  ...options,
  source: sourceOf(table),
});

function onlineOptions({ serving, nodes, cpuTarget, views, ...options }: OnlineConfig): OnlineStoreOptions {
  return {
    ...options,
    serving: serving === 'optimized' ? serving : { bigtable: { nodes, cpuTarget } },
    views: mapValues(views, viewOptions),
  };
}

const viewOptions = ({ groups, table, entityIdColumns, schedule, timeZone }: ViewConfig): FeatureViewOptions => ({
  source: groups ? { groups } : { ...sourceOf(table!), entityIdColumns: entityIdColumns! },
  sync: schedule === undefined ? undefined : { cron: schedule, timeZone },
});

/** `DATASET.TABLE`, where the dataset is one of the platform. */
function sourceOf(name: string): { dataset: string; table: string } {
  const [dataset, table] = name.split('.') as [string, string];
  return { dataset, table };
}

const mapValues = <V, W>(record: Readonly<Record<string, V>>, map: (value: V) => W): Record<string, W> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
