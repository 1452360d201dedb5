import { Construct } from 'constructs';
import { type ITerraformDependable } from 'cdktf';
import { VertexAiFeatureOnlineStoreFeatureview } from '@cdktf/provider-google/lib/vertex-ai-feature-online-store-featureview';
import { type ITable } from '../bigquery/table';
import { validate } from '../core/errors';
import { type Schedule, scheduleRules } from '../core/schedule';
import { type IFeatureGroup } from './feature-group';
import { featureIdRules } from './feature-id';
import { type IFeatureOnlineStore } from './feature-online-store';

/** Where the values of a view come from. */
export type FeatureViewSource =
  /** Registered features. Of several rows about an entity the newest value of each feature counts. */
  | { readonly features: readonly { readonly group: IFeatureGroup; readonly featureIds: readonly string[] }[] }
  /** All columns of a table or view that has one row an entity. */
  | { readonly table: ITable; readonly entityIdColumns: readonly string[] };

export interface FeatureViewProps {
  /** Up to 60 lower-case letters, digits and underscores. Changing it replaces the view. */
  readonly viewId: string;
  /** The store that serves it. Changing it replaces the view. */
  readonly store: IFeatureOnlineStore;
  /** Where its values come from. */
  readonly source: FeatureViewSource;
  /**
   * When values are copied from BigQuery to the store.
   * @default - when somebody asks for it (`featureViews.sync`)
   */
  readonly sync?: Schedule;
  /**
   * What has to exist before: features, and access of Vertex AI to their sources.
   * @default - nothing
   */
  readonly ready?: readonly ITerraformDependable[];
}

/**
 * What an online store serves: a copy of feature values, as new as its last sync. It bears nothing that a sync does not
 * bring back, so it is not protected.
 */
export class FeatureView extends Construct {
  /** `projects/P/locations/L/featureOnlineStores/S/featureViews/V` */
  readonly viewName: string;

  /** @throws ValidationError when the id, the source or the schedule is not allowed */
  constructor(scope: Construct, id: string, props: FeatureViewProps) {
    super(scope, id);
    const { viewId, store, source, sync } = props;
    validate(this, [
      ...featureIdRules('feature view', viewId),
      {
        broken: 'table' in source ? source.entityIdColumns.length === 0 : isEmpty(source.features),
        problem: 'a feature view has at least one entity id column or feature, given none',
      },
      ...(sync ? scheduleRules(sync) : []),
    ]);
    const view = new VertexAiFeatureOnlineStoreFeatureview(this, 'Resource', {
      name: viewId,
      featureOnlineStore: store.storeId,
      project: store.project,
      region: store.region,
      ...sourceOf(source),
      syncConfig: sync && { cron: `CRON_TZ=${sync.timeZone} ${sync.cron}` },
      dependsOn: props.ready && [...props.ready],
    });
    this.viewName = view.id;
  }
}

const isEmpty = (features: readonly { readonly featureIds: readonly string[] }[]) =>
  features.length === 0 || features.some(({ featureIds }) => featureIds.length === 0);

function sourceOf(source: FeatureViewSource) {
  if ('table' in source) {
    const { table, entityIdColumns } = source;
    return { bigQuerySource: { uri: `bq://${table.tableName}`, entityIdColumns: [...entityIdColumns] } };
  }
  const featureGroups = source.features.map(({ group, featureIds }) => ({
    featureGroupId: group.groupId,
    featureIds: [...featureIds],
  }));
  return { featureRegistrySource: { featureGroups } };
}
