import { type Construct } from 'constructs';
import { METRIC_LABELS, METRICS } from '../../runs/metrics';
import { Dataset } from '../bigquery/dataset';
import { Table } from '../bigquery/table';
import { Capability, type CapabilityInfo } from '../core/capability';
import { type EncryptionKey } from '../core/encryption';
import { type Environment } from '../core/environment';
import { principalId } from '../core/principals';
import { ProjectGrants } from '../iam/project-grants';
import { type IServiceAccount } from '../iam/service-account';
import { Dashboard } from '../monitoring/dashboard';
import { MetricDescriptor, type MetricDescriptorProps } from '../monitoring/metric-descriptor';
import { driftSections } from './drift-dashboard';
import { MODEL_MONITORING } from './model-monitoring-info';
import { WINDOWS_COLUMNS, WINDOWS_TABLE } from './monitored-windows';

export interface ModelMonitoringProps {
  /** Where it is built, under which names, and how protected. */
  readonly environment: Environment;
  /** What the monitoring pipeline runs as: it writes the table and the metrics. */
  readonly runner: IServiceAccount;
  /** Who reads the table: IAM members. */
  readonly readers: readonly string[];
  /** @default - keys of Google */
  readonly encryption?: { readonly bigquery?: EncryptionKey };
  /**
   * Days after which the rows of a day are deleted.
   * @default - they stay
   */
  readonly keepWindowsDays?: number;
}

type Described = Pick<MetricDescriptorProps, 'displayName' | 'description' | 'valueType' | 'unit'>;

const DESCRIBED: Readonly<Record<keyof typeof METRICS, Described>> = {
  distance: {
    displayName: 'Distance of a feature',
    description: "How far a feature's distribution in a window is from its baseline",
    valueType: 'DOUBLE',
  },
  violatedWindows: {
    displayName: 'Windows with an alarm',
    description: 'How many of the last windows had a feature too far from its baseline',
    valueType: 'INT64',
    unit: '{window}',
  },
};

const LABELS: Readonly<Record<(typeof METRIC_LABELS)[keyof typeof METRICS][number], string>> = {
  model: 'Key of the model',
  environment: 'Name of the environment',
  feature: 'Name of the feature',
  kind: 'skew: from the training data; drift: from the window before',
};

/**
 * Where skew and drift of all models are kept and seen: a BigQuery table, metrics, a dashboard. Which model alarms when is
 * a `ModelMonitoringAlert` each.
 */
export class ModelMonitoring extends Capability {
  static readonly INFO: CapabilityInfo = MODEL_MONITORING;

  readonly dataset: Dataset;
  /** A row a window, kind and feature. */
  readonly windows: Table;

  constructor(scope: Construct, id: string, props: ModelMonitoringProps) {
    super(scope, id, MODEL_MONITORING);
    const { environment, runner } = props;
    this.dataset = this.newDataset(props);
    this.windows = this.newTable(props);
    this.windows.grantReadWrite('runner', runner.member);
    for (const reader of new Set(props.readers)) this.dataset.grantRead(principalId(reader), reader);
    this.metric('Distance', 'distance', environment);
    this.metric('ViolatedWindows', 'violatedWindows', environment);
    // Cloud Monitoring knows no access to single metrics.
    new ProjectGrants(this, 'Runner', {
      project: environment.project,
      member: runner.member,
      roles: ['roles/monitoring.metricWriter'],
    });
    new Dashboard(this, 'Dashboard', {
      project: environment.project,
      displayName: environment.naming.displayName('skew and drift'),
      sections: driftSections(environment.name),
    });
  }

  /** The table of an environment, `PROJECT.DATASET.TABLE`, for stacks other than the one that makes it. */
  static tableOf({ project, naming }: Environment): string {
    return Table.fromTableId(Dataset.fromDatasetId(project, naming.name('dataset', 'monitoring')), WINDOWS_TABLE)
      .tableName;
  }

  private newDataset({ environment, encryption }: ModelMonitoringProps): Dataset {
    return new Dataset(this, 'Dataset', {
      datasetId: environment.naming.name('dataset', 'monitoring'),
      project: environment.project,
      location: environment.region,
      description: 'Skew and drift of logged predictions',
      protect: environment.protect,
      encryptionKey: encryption?.bigquery,
    });
  }

  private newTable({ environment, encryption, keepWindowsDays }: ModelMonitoringProps): Table {
    return new Table(this, 'Windows', {
      dataset: this.dataset,
      tableId: WINDOWS_TABLE,
      description: 'How far each feature was from its baseline, by window',
      columns: WINDOWS_COLUMNS,
      partitioning: { column: 'window_end', by: 'DAY', keepDays: keepWindowsDays },
      clusterBy: ['model'],
      protect: environment.protect,
      encryptionKey: encryption?.bigquery,
    });
  }

  private metric(id: string, metric: keyof typeof METRICS, { project, protect }: Environment): void {
    new MetricDescriptor(this, id, {
      project,
      type: METRICS[metric],
      ...DESCRIBED[metric],
      labels: Object.fromEntries(METRIC_LABELS[metric].map((label) => [label, LABELS[label]])),
      protect,
    });
  }
}
