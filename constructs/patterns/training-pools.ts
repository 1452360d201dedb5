import { type Construct } from 'constructs';
import { Cluster } from '../gke/cluster';
import { type Repository } from '../artifact-registry/repository';
import { Capability, type CapabilityInfo } from '../core/capability';
import { type EncryptionKey } from '../core/encryption';
import { type Environment } from '../core/environment';
import { validate } from '../core/errors';
import { ServiceAccount } from '../iam/service-account';
import { type INetwork } from '../network/network';
import { TRAINING_POD } from '../../training/pools/kubernetes';
import { type GkePool, type Pool } from '../../training/pools/pool';
import { addTrainingNodes, SYSTEM_POOL, systemNodes } from './training-nodes';
import { TrainingTpu } from './training-tpu';

/** Addresses of the cluster. Changing one replaces it. */
export interface ClusterRanges {
  /** Of nodes. */
  readonly nodeRange: string;
  /** Of pods, 256 for each node. */
  readonly podRange: string;
  /** Of Kubernetes services. */
  readonly serviceRange: string;
}

export interface TrainingPoolsProps {
  /** Where it is built, under which names. */
  readonly environment: Environment;
  /** In which it gets a subnet of its own for a cluster. */
  readonly network: INetwork;
  /** Those `on: vertex` make nothing: Vertex AI makes machines for a job. */
  readonly pools: readonly Pool[];
  /** Of the cluster. */
  readonly ranges: ClusterRanges;
  /** What training reaches Google Cloud as: TPU VMs, and pods of the account `train` in the namespace `training`. */
  readonly trainingAccount: ServiceAccount;
  /** Repositories that nodes pull images from. */
  readonly images: readonly Repository[];
  /**
   * For disks and secrets of the cluster.
   * @default - a key of Google
   */
  readonly encryptionKey?: EncryptionKey;
}

/**
 * Machines with GPUs and TPUs that stay defined while they come and go: node pools of one private cluster, and TPU VMs.
 * Adding or removing a pool touches nothing else; the cluster comes with the first pool `on: gke` and goes with the last.
 */
export class TrainingPools extends Capability {
  static readonly INFO: CapabilityInfo = {
    kind: 'training-pools',
    title: 'Training pools',
    sinceLevel: 0,
    makes: 'GPU and TPU node pools of a private cluster that starts at zero, and TPU VMs; optional',
    services: [],
  };

  /** There when a pool is `on: gke`. */
  readonly cluster?: Cluster;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: TrainingPoolsProps,
  ) {
    super(scope, id, TrainingPools.INFO);
    validate(this, [
      {
        broken: props.pools.some(({ name }) => name === SYSTEM_POOL),
        problem: `pool "${SYSTEM_POOL}": another name is allowed, as the cluster's own nodes have this one`,
      },
    ]);
    const onGke = props.pools.filter((pool) => pool.on === 'gke');
    if (onGke.length > 0) this.cluster = this.clusterWith(onGke);
    for (const pool of props.pools.filter((pool) => pool.on === 'tpuVm'))
      new TrainingTpu(this, `Tpu-${pool.name}`, { ...props, pool });
  }

  /** APIs of these pools, besides those that every platform has. */
  static servicesOf(pools: readonly Pool[]): string[] {
    return [
      ...(pools.some(({ on }) => on === 'gke') ? ['container.googleapis.com'] : []),
      ...(pools.some(({ on }) => on === 'tpuVm') ? ['tpu.googleapis.com'] : []),
    ];
  }

  private clusterWith(pools: readonly GkePool[]): Cluster {
    const { environment, network, ranges, trainingAccount, encryptionKey } = this.props;
    const nodeAccount = this.nodeAccount();
    const cluster = new Cluster(this, 'Cluster', {
      project: environment.project,
      region: environment.region,
      naming: environment.naming,
      purpose: 'training',
      network,
      ...ranges,
      nodeAccount,
      encryptionKey,
    });
    const common = { cluster, serviceAccount: nodeAccount, encryptionKey };
    systemNodes(this, common);
    for (const pool of pools) addTrainingNodes(this, pool, common);
    const { namespace, account } = TRAINING_POD;
    trainingAccount.grantFederated('pods', Cluster.memberOf(environment.project, namespace, account), cluster.ready);
    return cluster;
  }

  /** https://cloud.google.com/kubernetes-engine/docs/how-to/service-accounts#default-gke-service-agent */
  private nodeAccount(): ServiceAccount {
    const { environment, images } = this.props;
    const account = new ServiceAccount(this, 'Nodes', {
      accountId: environment.naming.name('serviceAccount', 'nodes'),
      project: environment.project,
      displayName: environment.naming.displayName('nodes'),
      description: 'Nodes of the training cluster: their logs and metrics; pods have accounts of their own',
      projectRoles: ['roles/container.defaultNodeServiceAccount'],
    });
    for (const repository of images) repository.grantRead('nodes', account.member);
    return account;
  }
}
