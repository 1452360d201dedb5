import { Construct } from 'constructs';
import { GoogleVertexAiMetadataStore } from '@cdktf/provider-google-beta/lib/google-vertex-ai-metadata-store';
import { dependenciesOf, type EncryptionKey } from '../core/encryption';
import { googleBeta } from '../core/google-providers';

export interface IMetadataStore {
  /** `projects/P/locations/L/metadataStores/default` */
  readonly metadataStoreName: string;
}

export interface MetadataStoreProps {
  /** Google Cloud project id. Changing it replaces the store. */
  readonly project: string;
  /** Changing it replaces the store and loses all lineage. */
  readonly region: string;
  /**
   * Refuse to destroy or replace the store.
   * @default true
   */
  readonly protect?: boolean;
  /**
   * Changing it replaces the store and loses all lineage.
   * @default - a key of Google
   */
  readonly encryptionKey?: EncryptionKey;
  /**
   * Take over the store that Vertex AI made on the first pipeline run of the project, instead of creating one. Set it
   * where pipelines ran before; creating fails there with "already exists". The store keeps the key it was made with.
   * @default false
   */
  readonly adopt?: boolean;
}

/** The one store that Vertex AI writes lineage and experiments to; it looks for no other name. */
const DEFAULT_STORE = 'default';

/**
 * The ML Metadata store of a project and region. Vertex AI makes it by itself on the first pipeline run, with the key
 * of that run; so it is made before.
 *
 * @see https://cloud.google.com/vertex-ai/docs/pipelines/configure-project#create-metadata-store
 */
export class MetadataStore extends Construct implements IMetadataStore {
  readonly metadataStoreName: string;

  constructor(scope: Construct, id: string, props: MetadataStoreProps) {
    super(scope, id);
    const { project, region } = props;
    const store = new GoogleVertexAiMetadataStore(this, 'Resource', {
      provider: googleBeta(this),
      name: DEFAULT_STORE,
      project,
      region,
      encryptionSpec: props.encryptionKey && { kmsKeyName: props.encryptionKey.keyName },
      lifecycle: (props.protect ?? true) ? { preventDestroy: true } : undefined,
      dependsOn: dependenciesOf(props.encryptionKey),
    });
    if (props.adopt) store.importFrom(MetadataStore.fromProject(project, region).metadataStoreName);
    this.metadataStoreName = store.id;
  }

  /** The store of a project and region that is managed elsewhere. */
  static fromProject(project: string, region: string): IMetadataStore {
    return { metadataStoreName: `projects/${project}/locations/${region}/metadataStores/${DEFAULT_STORE}` };
  }
}
