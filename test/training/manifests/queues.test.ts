import { gkePools, type ManifestOptions, queueManifests } from '../../../training/manifests';
import { type GkePool, type Pool } from '../../../training/pools/pool';
import { gpuPool, tpuPool } from './fixture';

const POOLS = [gpuPool('a100'), gpuPool('small', { count: 1, nodes: [0, 3] }), tpuPool('v5e')];

const objects = (options: ManifestOptions = {}, pools: readonly GkePool[] = POOLS) => queueManifests(pools, options);

const named = (kind: string, name: string, options?: ManifestOptions, pools?: readonly GkePool[]) =>
  objects(options, pools).find((object) => object.kind === kind && object.metadata.name === name)!;

/** Accelerators of its own that a queue has in each pool. */
function quotas(team: string, options?: ManifestOptions, pools?: readonly GkePool[]): Record<string, number> {
  const { resourceGroups } = named('ClusterQueue', team, options, pools).spec as {
    resourceGroups: { flavors: { name: string; resources: { nominalQuota: number }[] }[] }[];
  };
  const flavors = resourceGroups.flatMap((group) => group.flavors);
  return Object.fromEntries(flavors.map(({ name, resources }) => [name, resources[0]!.nominalQuota]));
}

test('what others refer to comes first', () => {
  expect(objects().map(({ kind }) => kind)).toEqual([
    ...['Namespace', 'ServiceAccount', 'ResourceFlavor', 'ResourceFlavor', 'ResourceFlavor'],
    ...['ClusterQueue', 'LocalQueue'],
  ]);
});

test('training has a namespace in which pods with rights of the host are refused', () => {
  expect(named('Namespace', 'training').metadata.labels).toEqual({ 'pod-security.kubernetes.io/enforce': 'baseline' });
});

test('training acts as a Google account by Workload Identity, or as none', () => {
  const googleServiceAccount = 'train@acme-churn-dev.iam.gserviceaccount.com';
  expect(named('ServiceAccount', 'train', { googleServiceAccount }).metadata).toEqual({
    name: 'train',
    namespace: 'training',
    annotations: { 'iam.gke.io/gcp-service-account': googleServiceAccount },
  });
  expect(named('ServiceAccount', 'train').metadata).not.toHaveProperty('annotations');
});

test('a flavor finds the nodes of its GPU pool and tolerates their taints', () => {
  expect(named('ResourceFlavor', 'a100').spec).toEqual({
    nodeLabels: { 'mlops-kit/pool': 'a100' },
    tolerations: [
      { key: 'mlops-kit/pool', operator: 'Equal', value: 'a100', effect: 'NoSchedule' },
      { key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' },
    ],
  });
});

test('a flavor of TPUs says generation and topology as GKE asks for them', () => {
  expect(named('ResourceFlavor', 'v5e').spec).toEqual({
    nodeLabels: {
      'mlops-kit/pool': 'v5e',
      'cloud.google.com/gke-tpu-accelerator': 'tpu-v5-lite-podslice',
      'cloud.google.com/gke-tpu-topology': '4x4',
    },
    tolerations: [
      { key: 'mlops-kit/pool', operator: 'Equal', value: 'v5e', effect: 'NoSchedule' },
      { key: 'google.com/tpu', operator: 'Exists', effect: 'NoSchedule' },
    ],
  });
});

test('one queue has all accelerators of all pools at their largest', () => {
  expect(quotas('training')).toEqual({ a100: 8, small: 3, v5e: 16 });
});

test('the one slice of a TPU pool that spans machines counts with all of its hosts', () => {
  expect(quotas('training', {}, [tpuPool('v5e', { nodes: [0, 1] })])).toEqual({ v5e: 16 });
  expect(quotas('training', {}, [tpuPool('one', { topology: '2x2', nodes: [0, 3] })])).toEqual({ one: 12 });
});

test.each([
  [{ strategy: 'time-sharing', clients: 4 }, 32],
  [{ strategy: 'mps', clients: 2 }, 16],
  [{ strategy: 'mig', partition: '1g.5gb' }, 56],
  [{ strategy: 'mig', partition: '2g.10gb' }, 24],
  [{ strategy: 'mig', partition: '3g.20gb' }, 16],
  [{ strategy: 'mig', partition: '7g.40gb' }, 8],
  [{ strategy: 'mig', partition: '1g.10gb' }, 32],
] as const)('8 GPUs of 40 GB shared by %j are %i', (sharing, count) => {
  expect(quotas('training', {}, [gpuPool('a100', { sharing })])).toEqual({ a100: count });
});

test.each([
  ['1g.20gb', 80, 4],
  ['4g.96gb', 96, 1],
  ['2g.48gb', 96, 2],
  ['1g.18gb', 141, 7],
  ['1g.35gb', 141, 4],
  ['3g.71gb', 141, 2],
  ['2g.45gb', 180, 3],
  ['1g.23gb', 180, 7],
])('divided into parts of %s, a GPU of %i GB makes %i of them', (partition, memoryGb, count) => {
  const pool = gpuPool('parts', { count: 1, nodes: [0, 1], memoryGb, sharing: { strategy: 'mig', partition } });
  expect(quotas('training', {}, [pool])).toEqual({ parts: count });
});

test('teams have equal parts, and the first ones what is left over', () => {
  const teams = [{ name: 'research' }, { name: 'product' }];
  expect(quotas('research', { teams })).toEqual({ a100: 4, small: 2, v5e: 8 });
  expect(quotas('product', { teams })).toEqual({ a100: 4, small: 1, v5e: 8 });
});

test('a team that names its part leaves the rest to the others', () => {
  const teams = [{ name: 'research', quotas: { a100: 6 } }, { name: 'product' }, { name: 'ops' }];
  expect(quotas('research', { teams })).toEqual({ a100: 6, small: 0, v5e: 0 });
  expect(quotas('product', { teams })).toEqual({ a100: 1, small: 2, v5e: 8 });
  expect(quotas('ops', { teams })).toEqual({ a100: 1, small: 1, v5e: 8 });
});

test('teams lend what they do not use and take it back', () => {
  const teams = [{ name: 'research' }, { name: 'product' }];
  for (const { name } of teams)
    expect(named('ClusterQueue', name, { teams }).spec).toMatchObject({
      cohortName: 'training',
      preemption: { reclaimWithinCohort: 'Any', withinClusterQueue: 'LowerPriority' },
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'training' } },
    });
});

test('each team hands in jobs at a queue of its name', () => {
  expect(named('LocalQueue', 'research', { teams: [{ name: 'research' }], namespace: 'ml' })).toMatchObject({
    metadata: { namespace: 'ml' },
    spec: { clusterQueue: 'research' },
  });
});

test('manifests are of pools on GKE, by name, in whichever order they are asked for', () => {
  const elsewhere = { ...gpuPool('vertex'), on: 'vertex', workers: 1 } as unknown as Pool;
  expect(gkePools([POOLS[2]!, elsewhere, POOLS[0]!]).map(({ name }) => name)).toEqual(['a100', 'v5e']);
});
