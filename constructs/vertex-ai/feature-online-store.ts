import { Construct } from 'constructs';
import { VertexAiFeatureOnlineStore } from '@cdktf/provider-google/lib/vertex-ai-feature-online-store';
import { GoogleVertexAiFeatureOnlineStoreIamMember } from '@cdktf/provider-google-beta/lib/google-vertex-ai-feature-online-store-iam-member';
import { validate } from '../core/errors';
import { googleBeta } from '../core/google-providers';
import { validateName } from '../core/naming/naming';
import { consumersOf } from './consumer-projects';

/** Answers with the newest values of features, in milliseconds. */
export interface IFeatureOnlineStore {
  readonly storeId: string;
  readonly project: string;
  readonly region: string;
}

/** What a store is made of. Google changes neither kind into the other. */
export type OnlineServing =
  /** Bigtable: large amounts of data. Asked at `REGION-aiplatform.googleapis.com`. */
  | { readonly bigtable: BigtableServing }
  /** Lower latency, and vector search. Asked at a host of its own. */
  | 'optimized';

/** Nodes cost by the hour, whether they are asked or not. */
export interface BigtableServing {
  /** Fewest and most nodes; the most are up to ten times the fewest. */
  readonly nodes: readonly [number, number];
  /**
   * Share of the CPU, in percent, beyond which nodes are added: 10 to 80.
   * @default 50
   */
  readonly cpuTarget?: number;
}

export interface FeatureOnlineStoreProps {
  /** Up to 60 lower-case letters, digits and underscores. Changing it replaces the store. */
  readonly storeId: string;
  /** Google Cloud project id. Changing it replaces the store. */
  readonly project: string;
  /** Region, that of the data. Changing it replaces the store. */
  readonly region: string;
  /** What the store is made of, once and for all. */
  readonly serving: OnlineServing;
  /**
   * Who reaches a store that is `optimized`: everybody on the internet with a token (`public`), or Private Service
   * Connect from networks of its own project and of these. Without effect on Bigtable, which is asked at Google's API.
   */
  readonly access: 'public' | { readonly consumerProjects: readonly string[] };
  /**
   * Refuse to destroy or replace the store. Without protection, views that others made in it go with it.
   * @default true
   */
  readonly protect?: boolean;
}

/**
 * An online store. Provider 6.50 has no argument for a key, so Google's keys encrypt it; and Feature Store keeps no promise
 * of data residency at rest.
 *
 * @see https://cloud.google.com/vertex-ai/docs/general/vertexai-security-controls
 */
export class FeatureOnlineStore extends Construct implements IFeatureOnlineStore {
  readonly storeId: string;
  readonly project: string;
  readonly region: string;

  /** @throws ValidationError when the id or the nodes are not allowed */
  constructor(scope: Construct, id: string, props: FeatureOnlineStoreProps) {
    super(scope, id);
    const { serving, protect = true } = props;
    validateName(this, 'featureOnlineStore', props.storeId);
    if (serving !== 'optimized') validateNodes(this, serving.bigtable);
    const store = new VertexAiFeatureOnlineStore(this, 'Resource', {
      name: props.storeId,
      project: props.project,
      region: props.region,
      ...(serving === 'optimized' ? { optimized: {}, ...reach(props) } : { bigtable: autoScaling(serving.bigtable) }),
      forceDestroy: !protect,
      lifecycle: protect ? { preventDestroy: true } : undefined,
    });
    this.storeId = store.name;
    this.project = props.project;
    this.region = props.region;
  }

  /** A store that is managed elsewhere. */
  static fromStoreId(project: string, region: string, storeId: string): IFeatureOnlineStore {
    return { storeId, project, region };
  }

  /** Fetch feature values. */
  grantRead(id: string, member: string): void {
    grantReadOnStore(this, `Read-${id}`, this, member);
  }
}

/** Lets somebody fetch feature values from a store that another stack made. */
export function grantReadOnStore(scope: Construct, id: string, store: IFeatureOnlineStore, member: string): void {
  new GoogleVertexAiFeatureOnlineStoreIamMember(scope, id, {
    provider: googleBeta(scope),
    project: store.project,
    region: store.region,
    featureOnlineStore: store.storeId,
    role: 'roles/aiplatform.featurestoreDataViewer',
    member,
  });
}

const autoScaling = ({ nodes: [fewest, most], cpuTarget }: BigtableServing) => ({
  autoScaling: { minNodeCount: fewest, maxNodeCount: most, cpuUtilizationTarget: cpuTarget ?? 50 },
});

function reach({ project, access }: FeatureOnlineStoreProps) {
  if (access === 'public') return {};
  const projectAllowlist = consumersOf(project, access.consumerProjects);
  return {
    dedicatedServingEndpoint: { privateServiceConnectConfig: { enablePrivateServiceConnect: true, projectAllowlist } },
  };
}

/** https://cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.featureOnlineStores: `autoScaling` */
function validateNodes(scope: Construct, { nodes: [fewest, most], cpuTarget = 50 }: BigtableServing): void {
  const whole = Number.isInteger(fewest) && Number.isInteger(most);
  validate(scope, [
    {
      broken: !(whole && fewest >= 1 && most >= fewest && most <= 10 * fewest),
      problem: `nodes [${fewest}, ${most}] are not valid: [fewest, most], whole numbers, 1 <= fewest <= most <= 10 * fewest`,
    },
    {
      broken: !(Number.isInteger(cpuTarget) && cpuTarget >= 10 && cpuTarget <= 80),
      problem: `cpuTarget ${cpuTarget} is not valid: a whole number of percent, 10 to 80`,
    },
  ]);
}
