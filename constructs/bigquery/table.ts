import { Construct } from 'constructs';
import { Token } from 'cdktf';
import { BigqueryTable } from '@cdktf/provider-google/lib/bigquery-table';
import { BigqueryTableIamMember } from '@cdktf/provider-google/lib/bigquery-table-iam-member';
import { dependenciesOf, type EncryptionKey } from '../core/encryption';
import { validate } from '../core/errors';
import { type Column, columnRules, schemaOf } from './columns';
import { type IDataset } from './dataset';
import { clusterRules, type Partitioning, partitionRules } from './table-layout';

export interface ITable extends IDataset {
  readonly tableId: string;
  /** `PROJECT.DATASET.TABLE` */
  readonly tableName: string;
}

export interface TableProps {
  /** Where the table is. Changing it replaces the table. */
  readonly dataset: IDataset;
  /** Letters, digits, underscores and hyphens. Changing it replaces the table. */
  readonly tableId: string;
  /** What it is for, as the console shows it. */
  readonly description: string;
  /**
   * A column can be added unless it is `REQUIRED`, and `REQUIRED` can become `NULLABLE`. A column that is left out is
   * dropped with its values, without a replacement that `protect` could refuse. Any other change replaces the table.
   */
  readonly columns: readonly Column[];
  /** @default - not divided */
  readonly partitioning?: Partitioning;
  /**
   * Columns that rows are sorted by, at most four, the one that queries filter by most first.
   * @default - not sorted
   */
  readonly clusterBy?: readonly string[];
  /**
   * Refuse to destroy or replace the table.
   * @default true
   */
  readonly protect?: boolean;
  /**
   * Changing it replaces the table.
   * @default - the default key of the dataset
   */
  readonly encryptionKey?: EncryptionKey;
}

const DAY_MS = 24 * 3600 * 1000;
/** https://cloud.google.com/bigquery/docs/tables#table_naming, without spaces and letters of other scripts. */
const TABLE_ID = /^[A-Za-z0-9_-]{1,1024}$/;

/** A BigQuery table with typed columns. Access goes by member grants. */
export class Table extends Construct implements ITable {
  readonly project: string;
  readonly datasetId: string;
  readonly tableId: string;
  readonly tableName: string;

  /** @throws ValidationError when the id, a column, the partitioning or the clustering is not allowed */
  constructor(scope: Construct, id: string, props: TableProps) {
    super(scope, id);
    const { dataset, columns, partitioning, clusterBy, protect = true } = props;
    validate(this, [
      {
        broken: !Token.isUnresolved(props.tableId) && !TABLE_ID.test(props.tableId),
        problem: `table id "${props.tableId}" is not valid: 1 to 1024 letters, digits, underscores and hyphens`,
      },
      ...columnRules(columns),
      ...(partitioning ? partitionRules(partitioning, columns) : []),
      ...(clusterBy ? clusterRules(clusterBy, columns) : []),
    ]);
    const table = new BigqueryTable(this, 'Resource', {
      project: dataset.project,
      datasetId: dataset.datasetId,
      tableId: props.tableId,
      description: props.description,
      schema: schemaOf(columns),
      timePartitioning: partitioning && {
        type: partitioning.by,
        field: partitioning.column,
        expirationMs: partitioning.keepDays && partitioning.keepDays * DAY_MS,
      },
      clustering: clusterBy && [...clusterBy],
      deletionProtection: protect,
      // The default key of the dataset would do, but neither a plan nor a policy scanner sees it.
      encryptionConfiguration: props.encryptionKey && { kmsKeyName: props.encryptionKey.keyName },
      lifecycle: protect ? { preventDestroy: true } : undefined,
      dependsOn: dependenciesOf(props.encryptionKey),
    });
    this.project = dataset.project;
    this.datasetId = dataset.datasetId;
    this.tableId = table.tableId;
    this.tableName = Table.fromTableId(this, this.tableId).tableName;
  }

  /** A table or view that is managed elsewhere. */
  static fromTableId({ project, datasetId }: IDataset, tableId: string): ITable {
    return { project, datasetId, tableId, tableName: `${project}.${datasetId}.${tableId}` };
  }

  /** Read rows. Running queries needs `roles/bigquery.jobUser` on a project as well. */
  grantRead(id: string, member: string): void {
    this.grant(`Read-${id}`, 'roles/bigquery.dataViewer', member);
  }

  /** Read and write rows. */
  grantReadWrite(id: string, member: string): void {
    this.grant(`ReadWrite-${id}`, 'roles/bigquery.dataEditor', member);
  }

  private grant(id: string, role: string, member: string): void {
    const { project, datasetId, tableId } = this;
    new BigqueryTableIamMember(this, id, { project, datasetId, tableId, role, member });
  }
}
