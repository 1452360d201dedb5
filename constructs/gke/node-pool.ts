import { Construct } from 'constructs';
import { ContainerNodePool, type ContainerNodePoolNodeConfig } from '@cdktf/provider-google/lib/container-node-pool';
import { dependenciesOf, type EncryptionKey } from '../core/encryption';
import { type Rule, validate } from '../core/errors';
import { type IServiceAccount } from '../iam/service-account';
import { type ICluster } from './cluster';
import { guestAccelerators, type NodeGpus, type NodeTpus } from './node-accelerators';

export interface NodePoolProps {
  /** 1 to 40 lower-case letters, digits and hyphens, starting with a letter. Changing it replaces the pool. */
  readonly name: string;
  /** That it is part of. Changing it replaces the pool. */
  readonly cluster: ICluster;
  /** Changing it replaces the pool. */
  readonly machineType: string;
  /** Zones, as `europe-west4-b`. */
  readonly zones: readonly string[];
  /** Fewest and most nodes in all zones; of TPUs that span nodes, the nodes of the slice, or 0 at least. */
  readonly nodes: readonly [number, number];
  /** What nodes run as. Changing it replaces the pool. */
  readonly serviceAccount: IServiceAccount;
  /**
   * Boot disk in GB, 10 to 64000.
   * @default 100
   */
  readonly diskGb?: number;
  /** @default - none */
  readonly gpus?: NodeGpus;
  /** @default - none */
  readonly tpus?: NodeTpus;
  /**
   * Spare capacity: cheaper, and taken back at any moment. Changing it replaces the pool.
   * @default false
   */
  readonly spot?: boolean;
  /**
   * Name of a reservation that nodes are taken from. Changing it replaces the pool.
   * @default - reservations are not looked at
   */
  readonly reservation?: string;
  /**
   * Nodes close to each other. Changing it replaces the pool.
   * @default false; of TPUs that span nodes always
   */
  readonly compactPlacement?: boolean;
  /**
   * Kubernetes labels of the nodes.
   * @default - none
   */
  readonly nodeLabels?: Readonly<Record<string, string>>;
  /**
   * Taints that keep away pods which do not tolerate them: key to value, each `NoSchedule`. GKE adds its own for GPUs and
   * TPUs.
   * @default - none
   */
  readonly taints?: Readonly<Record<string, string>>;
  /**
   * Boot from signed software alone. Changing it replaces the pool.
   * @default - on; off on nodes with GPUs, whose drivers are loaded after boot
   */
  readonly secureBoot?: boolean;
  /**
   * For boot disks. Changing it replaces the pool.
   * @default - a key of Google
   */
  readonly encryptionKey?: EncryptionKey;
}

const NAME = /^[a-z]([-a-z0-9]{0,38}[a-z0-9])?$/;

/**
 * Nodes of one kind, which come when pods ask for them and go when none do.
 *
 * @throws ValidationError with everything that is wrong
 * @see https://cloud.google.com/kubernetes-engine/docs/concepts/node-pools
 */
export class NodePool extends Construct {
  readonly poolName: string;

  constructor(scope: Construct, id: string, props: NodePoolProps) {
    super(scope, id);
    validate(this, rulesOf(props));
    const { cluster, nodes, tpus } = props;
    const spans = tpus !== undefined && tpus.hosts > 1;
    new ContainerNodePool(this, 'Resource', {
      name: props.name,
      project: cluster.project,
      location: cluster.location,
      cluster: cluster.clusterName,
      nodeLocations: [...props.zones],
      autoscaling: { totalMinNodeCount: nodes[0], totalMaxNodeCount: nodes[1], locationPolicy: 'ANY' },
      // Of each zone; the autoscaler has its way from then on.
      initialNodeCount: initialNodes(props),
      management: { autoRepair: true, autoUpgrade: true },
      nodeConfig: nodeConfig(props),
      ...((spans || props.compactPlacement) && {
        placementPolicy: { type: 'COMPACT', ...(spans && { tpuTopology: tpus.topology }) },
      }),
      dependsOn: [...cluster.ready, ...(dependenciesOf(props.encryptionKey) ?? [])],
      lifecycle: { ignoreChanges: ['initial_node_count', 'node_count'] },
    });
    this.poolName = props.name;
  }
}

const initialNodes = ({ nodes, zones, tpus }: NodePoolProps): number =>
  tpus && tpus.hosts > 1 ? nodes[0] : Math.ceil(nodes[0] / zones.length);

function nodeConfig(props: NodePoolProps): ContainerNodePoolNodeConfig {
  const { gpus, reservation, taints = {} } = props;
  return {
    machineType: props.machineType,
    serviceAccount: props.serviceAccount.email,
    oauthScopes: ['https://www.googleapis.com/auth/cloud-platform'],
    imageType: 'COS_CONTAINERD',
    diskSizeGb: props.diskGb ?? 100,
    bootDiskKmsKey: props.encryptionKey?.keyName,
    spot: props.spot ?? false,
    reservationAffinity: reservation
      ? {
          consumeReservationType: 'SPECIFIC_RESERVATION',
          key: 'compute.googleapis.com/reservation-name',
          values: [reservation],
        }
      : { consumeReservationType: 'NO_RESERVATION' },
    guestAccelerator: gpus && guestAccelerators(gpus),
    labels: props.nodeLabels,
    taint: Object.entries(taints).map(([key, value]) => ({ key, value, effect: 'NO_SCHEDULE' })),
    metadata: { 'disable-legacy-endpoints': 'true' },
    shieldedInstanceConfig: {
      enableSecureBoot: props.secureBoot ?? gpus === undefined,
      enableIntegrityMonitoring: true,
    },
    workloadMetadataConfig: { mode: 'GKE_METADATA' },
  };
}

function rulesOf({ name, nodes, tpus, gpus, zones, spot, reservation }: NodePoolProps): Rule[] {
  const [fewest, most] = nodes;
  const hosts = tpus?.hosts ?? 1;
  return [
    {
      broken: !NAME.test(name),
      problem: `name "${name}": 1 to 40 lower-case letters, digits and hyphens, starting with a letter, are allowed`,
    },
    {
      broken: !(Number.isInteger(fewest) && Number.isInteger(most) && fewest >= 0 && most >= 1 && fewest <= most),
      problem: `nodes [${nodes.join(', ')}]: [fewest, most] with 0 <= fewest <= most is allowed`,
    },
    {
      broken: hosts > 1 && (most !== hosts || (fewest !== 0 && fewest !== hosts)),
      problem: `nodes [${nodes.join(', ')}]: [0, ${hosts}] or [${hosts}, ${hosts}] is allowed, as a node pool is one slice ${tpus?.topology}`,
    },
    { broken: zones.length === 0, problem: 'zones []: at least one is needed' },
    {
      broken: hosts > 1 && zones.length > 1,
      problem: `zones ${zones.join(', ')}: one is allowed, as a slice of ${hosts} nodes is in one zone`,
    },
    { broken: gpus !== undefined && tpus !== undefined, problem: 'gpus and tpus: a node has either' },
    {
      broken: Boolean(spot && reservation),
      problem: `reservation "${reservation}": spot nodes are never taken from a reservation`,
    },
  ];
}
