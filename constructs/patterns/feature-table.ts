import { type Construct } from 'constructs';
import { type Column } from '../bigquery/columns';
import { type IDataset } from '../bigquery/dataset';
import { Table } from '../bigquery/table';
import { type EncryptionKey } from '../core/encryption';
import { type FeatureGroupOptions } from './feature-store-options';

interface FeatureTable extends Pick<FeatureGroupOptions, 'source' | 'entityIdColumns' | 'features' | 'description'> {
  readonly dataset: IDataset;
  readonly protect: boolean;
  readonly encryptionKey?: EncryptionKey;
}

/** Google reads a time series by a column of this name. */
const TIMESTAMP: Column = {
  name: 'feature_timestamp',
  type: 'TIMESTAMP',
  mode: 'REQUIRED',
  description: 'When the values held',
};

/** The table of a feature group: a row an entity and time. Every feature has a type by now. */
export function featureTable(scope: Construct, id: string, props: FeatureTable): Table {
  const { dataset, source, features, description, entityIdColumns = ['entity_id'] } = props;
  const entityIds = entityIdColumns.map((name): Column => ({ name, type: 'STRING', mode: 'REQUIRED' }));
  const values = Object.entries(features).map(([feature, { type, column, description }]): Column => ({
    name: column ?? feature,
    type: type!,
    description,
  }));
  return new Table(scope, id, {
    dataset,
    tableId: source.table,
    description: description ?? 'Features',
    columns: [...entityIds, TIMESTAMP, ...values],
    partitioning: { column: TIMESTAMP.name, by: 'DAY' },
    clusterBy: entityIdColumns.slice(0, 4),
    protect: props.protect,
    encryptionKey: props.encryptionKey,
  });
}
