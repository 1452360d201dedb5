import { type ITerraformDependable } from 'cdktf';
import { type Construct } from 'constructs';
import { type IDataset } from '../bigquery/dataset';
import { type ITable, Table } from '../bigquery/table';
import { Capability, type CapabilityInfo } from '../core/capability';
import { type EncryptionKey } from '../core/encryption';
import { type Environment } from '../core/environment';
import { type Rule, validate } from '../core/errors';
import { principalId } from '../core/principals';
import { type ProjectServices } from '../project/project-services';
import { FeatureGroup } from '../vertex-ai/feature-group';
import { FeatureOnlineStore, type IFeatureOnlineStore } from '../vertex-ai/feature-online-store';
import { FeatureView } from '../vertex-ai/feature-view';
import { FeatureSourceAccess } from './feature-source';
import {
  datasetsInUse,
  type FeatureGroupOptions,
  type FeatureSource,
  featureStoreRules,
  type FeatureViewOptions,
  type OnlineStoreOptions,
} from './feature-store-options';
import { featureTable } from './feature-table';

export { type FeatureGroupOptions, type FeatureViewOptions, type OnlineStoreOptions } from './feature-store-options';

export interface FeatureStoreProps {
  /** Where it is built, under which names, and how protected. */
  readonly environment: Environment;
  /** What enables the APIs, and knows Vertex AI's agent: it reads the datasets. */
  readonly services: ProjectServices;
  /** Where sources lie, by a key of yours: in this project or another, in the same region. */
  readonly datasets: Readonly<Record<string, IDataset>>;
  /** What is registered, by key. */
  readonly groups: Readonly<Record<string, FeatureGroupOptions>>;
  /**
   * What serves features.
   * @default - nothing: a registry costs nothing, nodes do
   */
  readonly online?: OnlineStoreOptions;
  /**
   * Who fetches features: IAM members, such as serving accounts. Whoever holds `roles/aiplatform.user` on the project may
   * without.
   * @default - nobody else
   */
  readonly readers?: readonly string[];
  /** @default - keys of Google */
  readonly encryption?: { readonly bigquery?: EncryptionKey; readonly vertexAi?: EncryptionKey };
}

interface Registered {
  readonly group: FeatureGroup;
  /** Its features, and access to their source. */
  readonly ready: readonly ITerraformDependable[];
}

/**
 * Features of BigQuery tables, registered and served. Feature Store keeps no promise of data residency at rest:
 * https://cloud.google.com/vertex-ai/docs/general/vertexai-security-controls.
 */
export class FeatureStore extends Capability {
  static readonly INFO: CapabilityInfo = {
    kind: 'feature-store',
    title: 'Feature store',
    sinceLevel: 1,
    makes: 'optional feature groups of BigQuery tables, an online store, feature views that are synced by the clock',
    services: ['aiplatform.googleapis.com', 'bigquery.googleapis.com'],
  };

  readonly store?: FeatureOnlineStore;
  private readonly access = new Map<string, FeatureSourceAccess>();
  private readonly registered = new Map<string, Registered>();

  /** @throws ValidationError when groups and views name what is not there, or a key cannot be used */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: FeatureStoreProps,
  ) {
    super(scope, id, FeatureStore.INFO);
    validate(this, [...featureStoreRules(props), keyRule(props)]);
    const agent = props.services.agentMember('aiplatform.googleapis.com');
    for (const key of new Set(datasetsInUse(props))) {
      this.access.set(key, new FeatureSourceAccess(this, `Source-${key}`, { dataset: props.datasets[key]!, agent }));
    }
    for (const [key, group] of Object.entries(props.groups)) this.registered.set(key, this.register(key, group));
    if (!props.online) return;
    this.store = this.newStore(props.online);
    for (const reader of new Set(props.readers)) this.store.grantRead(principalId(reader), reader);
    for (const [key, view] of Object.entries(props.online.views)) this.newView(key, view, this.store);
  }

  /** The online store of an environment, for stacks other than the one that makes it. */
  static storeOf({ project, region, naming }: Environment): IFeatureOnlineStore {
    return FeatureOnlineStore.fromStoreId(project, region, naming.name('featureOnlineStore', 'features'));
  }

  private register(key: string, options: FeatureGroupOptions): Registered {
    const { source, entityIdColumns, features, description } = options;
    const { project, region, naming, protect } = this.props.environment;
    const { ready } = this.access.get(source.dataset)!;
    const group = new FeatureGroup(this, `Group-${key}`, {
      groupId: naming.name('featureGroup', 'features', key),
      project,
      region,
      description,
      source: options.makeTable ? this.newTable(key, options) : this.table(source),
      entityIdColumns,
      protect,
      ready,
    });
    const made = Object.entries(features).map(([feature, column]) => group.addFeature(feature, column));
    return { group, ready: [...made, ...ready] };
  }

  private newTable(key: string, options: FeatureGroupOptions): Table {
    const { environment, encryption, datasets } = this.props;
    return featureTable(this, `Table-${key}`, {
      ...options,
      dataset: datasets[options.source.dataset]!,
      protect: environment.protect,
      encryptionKey: encryption?.bigquery,
    });
  }

  private newStore({ serving, consumerProjects = [] }: OnlineStoreOptions): FeatureOnlineStore {
    const { environment } = this.props;
    return new FeatureOnlineStore(this, 'Online', {
      ...FeatureStore.storeOf(environment),
      serving,
      access: environment.private ? { consumerProjects } : 'public',
      protect: environment.protect,
    });
  }

  private newView(key: string, { source, sync }: FeatureViewOptions, store: FeatureOnlineStore): void {
    const groups = 'groups' in source ? Object.entries(source.groups) : [];
    const features = groups.map(([group, featureIds]) => ({ ...this.registered.get(group)!, featureIds }));
    const ready = 'groups' in source ? features : [this.access.get(source.dataset)!];
    new FeatureView(this, `View-${key}`, {
      viewId: key.replaceAll('-', '_'),
      store,
      source: 'groups' in source ? { features } : { ...source, table: this.table(source) },
      sync,
      ready: [...new Set(ready.flatMap((each) => each.ready))],
    });
  }

  private table({ dataset, table }: FeatureSource): ITable {
    return Table.fromTableId(this.props.datasets[dataset]!, table);
  }
}

/** Provider 6.50 cannot tell Google the key of an online store; 7.15 can. */
const keyRule = ({ online, encryption }: FeatureStoreProps): Rule => ({
  broken: online !== undefined && encryption?.vertexAi !== undefined && !online.googleManagedKey?.reason,
  problem:
    "an online store has a key of Google's, as the provider has no argument for another: leave `online` out, or say why that may be (googleManagedKey: { reason })",
});
