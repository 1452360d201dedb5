import { type TerraformStack } from 'cdktf';
import { Naming } from '../../../constructs/core/naming/naming';
import { Cluster, type ClusterProps, type ICluster } from '../../../constructs/gke/cluster';
import { NodePool, type NodePoolProps } from '../../../constructs/gke/node-pool';
import { ServiceAccount } from '../../../constructs/iam/service-account';
import { Network } from '../../../constructs/network/network';
import { type Properties, testStack } from '../../../testing';
import { KEY } from '../../support/encryption';
import { readableTemplate } from '../../support/readable';

const CLUSTER = 'google_container_cluster';
const POOL = 'google_container_node_pool';
const PROJECT = 'acme-churn-dev';
const ACCOUNT = ServiceAccount.fromAccountId(PROJECT, 'churn-dev-nodes');
const THERE: ICluster = { clusterName: 'churn-dev-training', project: PROJECT, location: 'europe-west4', ready: [] };

function cluster(props: Partial<ClusterProps> = {}) {
  const stack = testStack();
  new Cluster(stack, 'Cluster', {
    project: PROJECT,
    region: 'europe-west4',
    naming: new Naming({ product: 'churn', environment: 'dev', project: PROJECT }),
    purpose: 'training',
    network: Network.fromNetworkIds('projects/p/global/networks/n', 'projects/p/regions/europe-west4/subnetworks/s'),
    nodeRange: '10.32.0.0/20',
    podRange: '10.36.0.0/14',
    serviceRange: '10.40.0.0/20',
    nodeAccount: ACCOUNT,
    ...props,
  });
  return readableTemplate(stack);
}

function pool(props: Partial<NodePoolProps> = {}, stack: TerraformStack = testStack()) {
  new NodePool(stack, 'Pool', {
    name: 'l4',
    cluster: THERE,
    machineType: 'g2-standard-8',
    zones: ['europe-west4-a', 'europe-west4-b'],
    nodes: [0, 4],
    serviceAccount: ACCOUNT,
    ...props,
  });
  return readableTemplate(stack);
}

const poolHas = (props: Partial<NodePoolProps>, expected: Properties) => pool(props).hasResource(POOL, expected);
const gpus = { type: 'nvidia-l4', count: 1 };

describe('a cluster', () => {
  test('has private nodes, and a control plane without addresses', () => {
    cluster().hasResource(CLUSTER, {
      private_cluster_config: { enable_private_nodes: true },
      control_plane_endpoints_config: {
        dns_endpoint_config: { allow_external_traffic: true },
        ip_endpoints_config: { enabled: false },
      },
    });
  });

  test('has a subnet of its own, with ranges for pods and services', () => {
    cluster().hasResource('google_compute_subnetwork', {
      name: 'churn-dev-training',
      ip_cidr_range: '10.32.0.0/20',
      private_ip_google_access: true,
      secondary_ip_range: [
        { range_name: 'pods', ip_cidr_range: '10.36.0.0/14' },
        { range_name: 'services', ip_cidr_range: '10.40.0.0/20' },
      ],
    });
  });

  test('makes pods Google accounts', () => {
    cluster().hasResource(CLUSTER, { workload_identity_config: { workload_pool: 'acme-churn-dev.svc.id.goog' } });
    expect(Cluster.memberOf(PROJECT, 'training', 'train')).toBe(
      'serviceAccount:acme-churn-dev.svc.id.goog[training/train]',
    );
  });

  test('removes the first pool, which never runs as a default account', () => {
    cluster().hasResource(CLUSTER, {
      remove_default_node_pool: true,
      node_config: { service_account: ACCOUNT.email, workload_metadata_config: { mode: 'GKE_METADATA' } },
      lifecycle: {
        ignore_changes: ['node_config', 'initial_node_count', 'private_cluster_config[0].enable_private_endpoint'],
      },
    });
  });

  test('can be removed, as it holds no data; unless it is protected', () => {
    cluster().hasResource(CLUSTER, { deletion_protection: false });
    cluster({ protect: true }).hasResource(CLUSTER, { deletion_protection: true });
  });

  test('encrypts secrets and disks with the key that it is given, when that may be used', () => {
    cluster({ encryptionKey: KEY }).hasResource(CLUSTER, {
      database_encryption: { state: 'ENCRYPTED', key_name: KEY.keyName },
      node_config: { boot_disk_kms_key: KEY.keyName },
    });
  });
});

describe('a node pool', () => {
  test('starts at zero and is left to the autoscaler', () => {
    poolHas(
      {},
      {
        initial_node_count: 0,
        autoscaling: { total_min_node_count: 0, total_max_node_count: 4, location_policy: 'ANY' },
        lifecycle: { ignore_changes: ['initial_node_count', 'node_count'] },
      },
    );
  });

  test('runs as its account, from signed software, without metadata of the node', () => {
    poolHas(
      {},
      {
        node_config: {
          service_account: ACCOUNT.email,
          shielded_instance_config: { enable_secure_boot: true, enable_integrity_monitoring: true },
          workload_metadata_config: { mode: 'GKE_METADATA' },
        },
      },
    );
  });

  test.each([
    ['default', 'DEFAULT'],
    ['latest', 'LATEST'],
    ['none', 'INSTALLATION_DISABLED'],
  ] as const)('has its GPU driver installed as asked: %s', (driver, gpu_driver_version) => {
    poolHas(
      { gpus: { ...gpus, driver } },
      {
        node_config: {
          guest_accelerator: [{ type: 'nvidia-l4', count: 1, gpu_driver_installation_config: { gpu_driver_version } }],
          shielded_instance_config: { enable_secure_boot: false },
        },
      },
    );
  });

  test.each([
    ['time-sharing', 'TIME_SHARING'],
    ['mps', 'MPS'],
  ] as const)('shares GPUs by %s', (strategy, gpu_sharing_strategy) => {
    poolHas(
      { gpus: { ...gpus, sharing: { strategy, clients: 4 } } },
      {
        node_config: {
          guest_accelerator: [{ gpu_sharing_config: { gpu_sharing_strategy, max_shared_clients_per_gpu: 4 } }],
        },
      },
    );
  });

  test('divides GPUs in hardware', () => {
    poolHas(
      { gpus: { type: 'nvidia-tesla-a100', count: 1, sharing: { strategy: 'mig', partition: '1g.5gb' } } },
      { node_config: { guest_accelerator: [{ gpu_partition_size: '1g.5gb' }] } },
    );
  });

  test('places a slice of TPUs that spans nodes as a whole', () => {
    const tpus = { topology: '4x4', hosts: 4 };
    const zones = ['europe-west4-b'];
    poolHas(
      { tpus, zones, nodes: [4, 4] },
      { placement_policy: { type: 'COMPACT', tpu_topology: '4x4' }, initial_node_count: 4 },
    );
  });

  test('leaves the placement of a slice of one node to Google', () => {
    const { placement_policy } = pool({ tpus: { topology: '2x2', hosts: 1 } }).resources(POOL)[0]!.properties as {
      placement_policy?: unknown;
    };
    expect(placement_policy).toBeUndefined();
  });

  test('takes from the reservation that it names, and from no other', () => {
    poolHas({}, { node_config: { reservation_affinity: { consume_reservation_type: 'NO_RESERVATION' } } });
    poolHas(
      { reservation: 'acme' },
      {
        node_config: {
          reservation_affinity: {
            consume_reservation_type: 'SPECIFIC_RESERVATION',
            key: 'compute.googleapis.com/reservation-name',
            values: ['acme'],
          },
        },
      },
    );
  });

  test('keeps away what does not tolerate its taints', () => {
    poolHas(
      { taints: { 'mlops-kit/pool': 'l4' }, nodeLabels: { 'mlops-kit/pool': 'l4' } },
      {
        node_config: {
          labels: { 'mlops-kit/pool': 'l4' },
          taint: [{ key: 'mlops-kit/pool', value: 'l4', effect: 'NO_SCHEDULE' }],
        },
      },
    );
  });

  test('refuses everything that is wrong at once', () => {
    expect(() =>
      pool({ name: 'L4', nodes: [1, 3], tpus: { topology: '4x4', hosts: 4 }, gpus, spot: true, reservation: 'acme' }),
    ).toThrow(
      'Pool: name "L4": 1 to 40 lower-case letters, digits and hyphens, starting with a letter, are allowed; nodes [1, 3]: [0, 4] or [4, 4] is allowed, as a node pool is one slice 4x4; zones europe-west4-a, europe-west4-b: one is allowed, as a slice of 4 nodes is in one zone; gpus and tpus: a node has either; reservation "acme": spot nodes are never taken from a reservation',
    );
    expect(() => pool({ nodes: [3, 2], zones: [] })).toThrow(
      'Pool: nodes [3, 2]: [fewest, most] with 0 <= fewest <= most is allowed; zones []: at least one is needed',
    );
  });
});
