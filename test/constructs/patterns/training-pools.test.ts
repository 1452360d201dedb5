import { TrainingPools } from '../../../constructs/patterns/training-pools';
import { ServiceAccount } from '../../../constructs/iam/service-account';
import { Network } from '../../../constructs/network/network';
import { testEnvironment, testStack } from '../../../testing';
import { type Pool } from '../../../training/pools/pool';
import { type PoolAsked } from '../../../training/pools/asked';
import { isPoolRefused, resolvePool } from '../../../training/pools/resolve';
import { readableTemplate } from '../../support/readable';

const L4: PoolAsked = { name: 'l4', on: 'gke', gpu: 'nvidia-l4', nodes: [0, 4] };
const SLICES: PoolAsked = { name: 'v5e', on: 'gke', tpu: 'v5e', topology: '4x4', nodes: [0, 1] };
const VM: PoolAsked = { name: 'vm', on: 'tpuVm', tpu: 'v5e', topology: '2x2', vms: 2 };
const JOBS: PoolAsked = { name: 'jobs', on: 'vertex', gpu: 'nvidia-tesla-a100', count: 4 };

const resolved = (asked: PoolAsked): Pool => {
  const pool = resolvePool(asked, 'europe-west4');
  if (isPoolRefused(pool)) throw new Error(JSON.stringify(pool));
  return pool;
};

function pools(...asked: PoolAsked[]) {
  const stack = testStack();
  const environment = testEnvironment();
  const { project, naming } = environment;
  new TrainingPools(stack, 'TrainingPools', {
    environment,
    network: Network.fromNetworkIds('projects/p/global/networks/n', 'projects/p/regions/europe-west4/subnetworks/s'),
    pools: asked.map(resolved),
    ranges: { nodeRange: '10.32.0.0/20', podRange: '10.36.0.0/14', serviceRange: '10.40.0.0/20' },
    trainingAccount: new ServiceAccount(stack, 'Training', {
      accountId: naming.name('serviceAccount', 'training'),
      project,
      displayName: 'training',
      description: 'Trains',
    }),
    images: [],
  });
  return readableTemplate(stack);
}

const MADE = [
  'google_container_cluster',
  'google_container_node_pool',
  'google_compute_subnetwork',
  'google_tpu_v2_vm',
];
const typesOf = (template: ReturnType<typeof pools>) => MADE.filter((type) => template.resources(type).length > 0);

test('makes nothing for jobs of Vertex AI, which bring their machines', () => {
  expect(typesOf(pools(JOBS))).toEqual([]);
});

test('makes one cluster for all pools of nodes, and a small node for the cluster itself', () => {
  const template = pools(L4, SLICES);
  expect(template.resources('google_container_cluster')).toHaveLength(1);
  const names = template.resources('google_container_node_pool').map(({ properties }) => properties.name);
  expect(names.sort()).toEqual(['l4', 'system', 'v5e']);
  template.hasResource('google_container_node_pool', {
    name: 'system',
    autoscaling: { total_min_node_count: 1, total_max_node_count: 3 },
  });
});

test('makes a slice of TPUs that spans nodes from all of its nodes', () => {
  pools(SLICES).hasResource('google_container_node_pool', {
    name: 'v5e',
    autoscaling: { total_min_node_count: 0, total_max_node_count: 4 },
    placement_policy: { type: 'COMPACT', tpu_topology: '4x4' },
  });
});

test('gives nodes the label and the taint that queues place pods by', () => {
  pools(L4).hasResource('google_container_node_pool', {
    name: 'l4',
    node_config: {
      labels: { 'mlops-kit/pool': 'l4' },
      taint: [{ key: 'mlops-kit/pool', value: 'l4', effect: 'NO_SCHEDULE' }],
    },
  });
});

test('lets pods that train act as the training account, once the cluster is there', () => {
  pools(L4).hasResource('google_service_account_iam_member', {
    role: 'roles/iam.workloadIdentityUser',
    member: 'serviceAccount:acme-churn-dev.svc.id.goog[training/train]',
    depends_on: ['google_container_cluster.TrainingPools_Cluster'],
  });
});

test('gives nodes an account of their own, which writes logs and metrics', () => {
  const template = pools(L4);
  template.hasResource('google_project_iam_member', { role: 'roles/container.defaultNodeServiceAccount' });
  const accounts = template
    .resources('google_container_node_pool')
    .map(({ properties }) => (properties.node_config as { service_account: string }).service_account);
  expect(new Set(accounts)).toEqual(new Set(['${google_service_account.TrainingPools_Nodes.email}']));
});

test('makes as many TPU VMs as asked, which run as the training account', () => {
  const template = pools(VM);
  expect(template.resources('google_tpu_v2_vm').map(({ properties }) => properties.name)).toEqual([
    'churn-dev-tpu-vm-1',
    'churn-dev-tpu-vm-2',
  ]);
  template.hasResource('google_tpu_v2_vm', { service_account: { email: '${google_service_account.Training.email}' } });
  expect(typesOf(template)).toEqual(['google_tpu_v2_vm']);
});

test('waits in a queue for a TPU VM when it is asked to', () => {
  pools({ ...VM, queued: true }).hasResource('google_tpu_v2_queued_resource', { name: 'churn-dev-tpu-vm-1' });
});

test('needs the APIs of its pools alone', () => {
  expect(TrainingPools.servicesOf([JOBS].map(resolved))).toEqual([]);
  expect(TrainingPools.servicesOf([L4, VM].map(resolved))).toEqual(['container.googleapis.com', 'tpu.googleapis.com']);
});

test('refuses a pool by the name of the nodes of the cluster itself', () => {
  expect(() => pools({ ...L4, name: 'system' })).toThrow(
    'TrainingPools: pool "system": another name is allowed, as the cluster\'s own nodes have this one',
  );
});
