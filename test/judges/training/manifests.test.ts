import { type KubernetesObject, queueManifests, sampleJobs, VERSIONS, yamlOf } from '../../../training/manifests';
import { describeJudged } from '../../support/outside-judges';
import { gpuPool, tpuPool } from '../../training/manifests/fixture';
import { judgedVersion, judgeManifests, kubernetesJudge, missingForKubernetes } from './kubernetes-judge';

const POOLS = [
  gpuPool('a100'),
  gpuPool('on'),
  gpuPool('parts', { sharing: { strategy: 'mig', partition: '1g.5gb' } }),
  tpuPool('v5e'),
  tpuPool('v5e-one', { topology: '2x2' }),
];
const OPTIONS = {
  googleServiceAccount: 'train@acme-churn-dev.iam.gserviceaccount.com',
  teams: [{ name: 'research', quotas: { a100: 6 } }, { name: 'product' }],
};
const OBJECTS = [...queueManifests(POOLS, OPTIONS), ...sampleJobs(POOLS, OPTIONS)];

const missing = missingForKubernetes();
let definitions: string[];

beforeAll(() => {
  if (missing === undefined) definitions = kubernetesJudge();
});

/** An object of ours as JSON, to be broken. */
type Loose = any; // eslint-disable-line @typescript-eslint/no-explicit-any

const problemsOf = (objects: readonly KubernetesObject[]) => judgeManifests(definitions, yamlOf(objects));

/** What is said of the first object of a kind after it was changed. */
function broken(kind: string, change: (object: Loose) => void): string {
  const object = structuredClone(OBJECTS.find((candidate) => candidate.kind === kind)) as Loose;
  change(object);
  return problemsOf([object])
    .map(({ problem }) => problem)
    .join('\n');
}

const podOf = (jobSet: Loose) => jobSet.spec.replicatedJobs[0].template.spec.template.spec;
const flavorOf = (queue: Loose) => queue.spec.resourceGroups[0].flavors[0];

describeJudged('the API server with the published schemas of Kueue and JobSet', missing, () => {
  test('judges by the releases that the documents install', () => {
    expect(judgedVersion('sigs.k8s.io/kueue')).toBe(VERSIONS.kueue);
    expect(judgedVersion('sigs.k8s.io/jobset')).toBe(VERSIONS.jobSet);
  });

  test('takes everything that is written, of all kinds', () => {
    expect(problemsOf(OBJECTS)).toEqual([]);
    expect(new Set(OBJECTS.map(({ kind }) => kind))).toEqual(
      new Set(['Namespace', 'ServiceAccount', 'ResourceFlavor', 'ClusterQueue', 'LocalQueue', 'JobSet']),
    );
  });

  test.each<[string, string, (object: Loose) => void, RegExp]>([
    ['a field that does not exist', 'ResourceFlavor', (it) => (it.spec.labels = {}), /unknown field "spec.labels"/],
    ['a field of an older version', 'ClusterQueue', (it) => (it.spec.cohort = 'a'), /unknown field "spec.cohort"/],
    ['an unknown field of a pod', 'JobSet', (it) => (podOf(it).containers[0].img = 'a'), /unknown field ".*\.img"/],
    ['an unknown field of a core kind', 'Namespace', (it) => (it.metadata.label = {}), /unknown field "label"/],
    ['a field of another type', 'ServiceAccount', (it) => (it.metadata.annotations = ['a']), /cannot unmarshal array/],
    ['a deprecated version', 'LocalQueue', (it) => (it.apiVersion = 'kueue.x-k8s.io/v1beta1'), /none of the kinds/],
    ['a name with capitals', 'LocalQueue', (it) => (it.metadata.name = 'Team'), /lowercase RFC 1123/],
    ['no namespace', 'JobSet', (it) => delete it.metadata.namespace, /metadata.namespace: Required value/],
    [
      'a value that is none',
      'ClusterQueue',
      (it) => (it.spec.preemption.withinClusterQueue = 'Yes'),
      /Unsupported value/,
    ],
    ['no quota', 'ClusterQueue', (it) => delete flavorOf(it).resources[0].nominalQuota, /nominalQuota: Required value/],
    [
      'a quota that is no number',
      'ClusterQueue',
      (it) => (flavorOf(it).resources[0].nominalQuota = 'all'),
      /should match/,
    ],
    ['a flavor twice', 'ClusterQueue', (it) => it.spec.resourceGroups[0].flavors.push(flavorOf(it)), /Duplicate value/],
    [
      'settings that contradict each other',
      'ClusterQueue',
      (it) => (it.spec.preemption = { reclaimWithinCohort: 'Never', borrowWithinCohort: { policy: 'LowerPriority' } }),
      /reclaimWithinCohort=Never and borrowWithinCohort/,
    ],
    [
      'a toleration with operator and value that do not go together',
      'ResourceFlavor',
      (it) => (it.spec.tolerations[0].operator = 'Exists'),
      /a value must be empty when 'operator' is 'Exists'/,
    ],
    [
      'too many labels',
      'ResourceFlavor',
      (it) => 'abcdefghi'.split('').forEach((key) => (it.spec.nodeLabels[key] = '')),
      /at most 8/,
    ],
    ['pods without container', 'JobSet', (it) => delete podOf(it).containers, /containers: Required value/],
    ['a number as text', 'JobSet', (it) => (it.spec.replicatedJobs[0].replicas = 'one'), /must be of type integer/],
    ['a container without name', 'JobSet', (it) => delete podOf(it).containers[0].name, /name: Required value/],
  ])('refuses %s', (_, kind, change, problem) => {
    expect(broken(kind, change)).toMatch(problem);
  });

  test('refuses to judge nothing', () => {
    expect(() => judgeManifests(definitions, '')).toThrow('no document on standard input');
  });
});
