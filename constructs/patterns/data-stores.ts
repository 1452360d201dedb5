import { type Construct } from 'constructs';
import { Dataset, type IDataset } from '../bigquery/dataset';
import { Capability, type CapabilityInfo } from '../core/capability';
import { type EncryptionKey } from '../core/encryption';
import { type Environment } from '../core/environment';
import { principalId } from '../core/principals';
import { Bucket, deleteBelow, type IBucket } from '../storage/bucket';
import { VertexDataset, type VertexDatasetKind } from '../vertex-ai/vertex-dataset';

export interface DataStoresProps {
  /** Where it is built, under which names, and how protected. */
  readonly environment: Environment;
  /** Who reads and writes data: IAM members. */
  readonly writers: readonly string[];
  /** @default - keys of Google */
  readonly encryption?: {
    readonly storage?: EncryptionKey;
    readonly bigquery?: EncryptionKey;
    readonly vertexAi?: EncryptionKey;
  };
  /** Bucket for access logs. */
  readonly accessLogs: IBucket;
  /**
   * Managed Vertex AI datasets, by key.
   * @default - none
   */
  readonly vertexDatasets?: Readonly<Record<string, { kind: VertexDatasetKind; displayName?: string }>>;
  /**
   * Days after which objects below `tmp/` in the data bucket are deleted.
   * @default 30
   */
  readonly deleteTemporaryAfterDays?: number;
}

/** What the BigQuery datasets are for, and so what they are called. */
const DATASETS = {
  raw: 'Raw data as it arrives',
  features: 'Features, computed from raw data',
  predictions: 'Logged requests and predictions of the endpoints, and batch predictions',
} as const;

/** Buckets for data and models, BigQuery datasets for raw data, features and predictions, managed Vertex AI datasets. */
export class DataStores extends Capability {
  static readonly INFO: CapabilityInfo = {
    kind: 'data-stores',
    title: 'Data stores',
    sinceLevel: 0,
    makes:
      'data and model buckets, BigQuery datasets for raw data, features and predictions, optional Vertex AI datasets',
    services: ['storage.googleapis.com', 'bigquery.googleapis.com', 'aiplatform.googleapis.com'],
  };

  readonly dataBucket: Bucket;
  /** Trained models, as the model registry refers to them. */
  readonly modelBucket: Bucket;
  readonly datasets: Readonly<Record<keyof typeof DATASETS, Dataset>>;

  constructor(scope: Construct, id: string, props: DataStoresProps) {
    super(scope, id, DataStores.INFO);
    this.dataBucket = this.bucket('Data', 'data', props, [deleteBelow('tmp/', props.deleteTemporaryAfterDays ?? 30)]);
    this.modelBucket = this.bucket('Models', 'models', props);
    this.datasets = {
      raw: this.dataset('Raw', 'raw', props),
      features: this.dataset('Features', 'features', props),
      predictions: this.dataset('Predictions', 'predictions', props),
    };
    for (const [key, dataset] of Object.entries(props.vertexDatasets ?? {})) {
      new VertexDataset(this, `VertexDataset-${key}`, {
        displayName: dataset.displayName ?? key,
        kind: dataset.kind,
        project: props.environment.project,
        region: props.environment.region,
        protect: props.environment.protect,
        encryptionKey: props.encryption?.vertexAi,
      });
    }
  }

  /** The predictions dataset of an environment, for stacks other than the one that makes it. */
  static predictionsOf(environment: Environment): IDataset {
    return Dataset.fromDatasetId(environment.project, environment.naming.name('dataset', 'predictions'));
  }

  /** The model bucket of an environment, for stacks other than the one that makes it. */
  static modelBucketOf(environment: Environment): IBucket {
    return Bucket.fromBucketName(environment.naming.name('bucket', 'models'));
  }

  /** Lets a training job read data and features, and write models. */
  grantTraining(id: string, member: string): void {
    this.dataBucket.grantRead(id, member);
    this.modelBucket.grantReadWrite(id, member);
    this.datasets.raw.grantRead(id, member);
    this.datasets.features.grantRead(id, member);
  }

  private bucket(
    id: string,
    purpose: string,
    props: DataStoresProps,
    lifecycleRules = [] as ReturnType<typeof deleteBelow>[],
  ) {
    const { environment } = props;
    const bucket = new Bucket(this, id, {
      bucketName: environment.naming.name('bucket', purpose),
      project: environment.project,
      location: environment.region,
      protect: environment.protect,
      encryptionKey: props.encryption?.storage,
      accessLogs: props.accessLogs,
      lifecycleRules,
    });
    for (const writer of props.writers) bucket.grantReadWrite(principalId(writer), writer);
    return bucket;
  }

  private dataset(id: string, purpose: keyof typeof DATASETS, props: DataStoresProps) {
    const { environment } = props;
    const dataset = new Dataset(this, id, {
      datasetId: environment.naming.name('dataset', purpose),
      project: environment.project,
      location: environment.region,
      description: DATASETS[purpose],
      protect: environment.protect,
      encryptionKey: props.encryption?.bigquery,
    });
    for (const writer of props.writers) dataset.grantReadWrite(principalId(writer), writer);
    return dataset;
  }
}
