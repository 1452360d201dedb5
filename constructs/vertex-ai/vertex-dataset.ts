import { Construct } from 'constructs';
import { VertexAiDataset } from '@cdktf/provider-google/lib/vertex-ai-dataset';
import { dependenciesOf, type EncryptionKey } from '../core/encryption';

/** What a managed dataset holds. */
export type VertexDatasetKind = 'tabular' | 'image' | 'text' | 'video' | 'timeSeries';

export interface VertexDatasetProps {
  /** At most 128 characters. */
  readonly displayName: string;
  /** Changing it replaces the dataset. */
  readonly kind: VertexDatasetKind;
  /** Google Cloud project id. Changing it replaces the dataset. */
  readonly project: string;
  /** Changing it replaces the dataset. */
  readonly region: string;
  /**
   * Refuse to destroy or replace the dataset.
   * @default true
   */
  readonly protect?: boolean;
  /**
   * Changing it replaces the dataset.
   * @default - a key of Google
   */
  readonly encryptionKey?: EncryptionKey;
}

/** https://cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.datasets: `metadataSchemaUri` */
const SCHEMAS: Readonly<Record<VertexDatasetKind, string>> = {
  tabular: 'gs://google-cloud-aiplatform/schema/dataset/metadata/tabular_1.0.0.yaml',
  image: 'gs://google-cloud-aiplatform/schema/dataset/metadata/image_1.0.0.yaml',
  text: 'gs://google-cloud-aiplatform/schema/dataset/metadata/text_1.0.0.yaml',
  video: 'gs://google-cloud-aiplatform/schema/dataset/metadata/video_1.0.0.yaml',
  timeSeries: 'gs://google-cloud-aiplatform/schema/dataset/metadata/time_series_1.0.0.yaml',
};

/** A managed Vertex AI dataset: what AutoML trains on and the console shows. */
export class VertexDataset extends Construct {
  /** `projects/P/locations/L/datasets/D` */
  readonly datasetName: string;

  constructor(scope: Construct, id: string, props: VertexDatasetProps) {
    super(scope, id);
    const dataset = new VertexAiDataset(this, 'Resource', {
      displayName: props.displayName,
      metadataSchemaUri: SCHEMAS[props.kind],
      project: props.project,
      region: props.region,
      encryptionSpec: props.encryptionKey && { kmsKeyName: props.encryptionKey.keyName },
      lifecycle: (props.protect ?? true) ? { preventDestroy: true } : undefined,
      dependsOn: dependenciesOf(props.encryptionKey),
    });
    this.datasetName = dataset.name;
  }
}
