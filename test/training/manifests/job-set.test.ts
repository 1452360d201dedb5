import { CATALOGUE } from '../../../training/catalogue/catalogue';
import { type ManifestOptions, sampleJobs, yamlOf } from '../../../training/manifests';
import { tpuNodeLabel } from '../../../training/manifests/tpu-nodes';
import { type GkePool } from '../../../training/pools/pool';
import { gpuPool, tpuPool } from './fixture';

const sample = (pool: GkePool, options?: ManifestOptions) => sampleJobs([pool], options)[0]!;

/** What each pod of the job is. */
function pods(pool: GkePool, options?: ManifestOptions) {
  const { replicatedJobs } = sample(pool, options).spec as {
    replicatedJobs: { template: { spec: Record<string, unknown> & { template: { spec: Record<string, unknown> } } } }[];
  };
  const { template, ...job } = replicatedJobs[0]!.template.spec;
  const [container] = template.spec.containers as Record<string, unknown>[];
  return { job, pod: template.spec, container: container! };
}

test('waits in the queue of the first team', () => {
  const object = sample(gpuPool('a100'), { teams: [{ name: 'research' }, { name: 'product' }] });
  expect(object.metadata.labels).toEqual({ 'kueue.x-k8s.io/queue-name': 'research' });
  expect(object.spec).toMatchObject({ suspend: true });
});

test('takes all GPUs of every node of the pool, one process each', () => {
  const { job, container } = pods(gpuPool('a100', { count: 4, nodes: [0, 2] }));
  expect(job).toEqual({ completionMode: 'Indexed', parallelism: 2, completions: 2, backoffLimit: 0 });
  expect(container.resources).toEqual({ limits: { 'nvidia.com/gpu': 4 } });
  expect(container.command).toEqual([
    ...['torchrun', '--nnodes=2', '--nproc-per-node=4', '--node-rank=$(JOB_COMPLETION_INDEX)'],
    ...['--master-addr=a100-workers-0-0.a100', '--master-port=29500', '-m', 'train'],
  ]);
});

test('takes one part of a GPU that is shared, as GKE gives a container no more', () => {
  const { container } = pods(gpuPool('a100', { sharing: { strategy: 'time-sharing', clients: 4 } }));
  expect(container.resources).toEqual({ limits: { 'nvidia.com/gpu': 1 } });
  expect(container.command).toContain('--nproc-per-node=1');
});

test('takes every host of one slice of TPUs, all in one node pool', () => {
  const { job, pod, container } = pods(tpuPool('v5e', { nodes: [0, 1] }));
  expect(job).toMatchObject({ parallelism: 4, completions: 4 });
  expect(pod.nodeSelector).toEqual({
    'mlops-kit/pool': 'v5e',
    'cloud.google.com/gke-tpu-accelerator': 'tpu-v5-lite-podslice',
    'cloud.google.com/gke-tpu-topology': '4x4',
  });
  expect(container.resources).toEqual({ limits: { 'google.com/tpu': 4 } });
  expect(sample(tpuPool('v5e')).metadata.annotations).toEqual({
    'alpha.jobset.sigs.k8s.io/exclusive-topology': 'cloud.google.com/gke-nodepool',
  });
});

test('a slice of one host is one pod, and needs no node pool for itself', () => {
  const pool = tpuPool('one', { topology: '2x2', nodes: [0, 3] });
  expect(pods(pool).job).toMatchObject({ parallelism: 1, completions: 1 });
  expect(sample(pool).metadata).not.toHaveProperty('annotations');
});

test('runs the image it is given, as the account of training', () => {
  const { pod, container } = pods(gpuPool('a100'), { image: 'europe-docker.pkg.dev/p/r/train:1', account: 'ml' });
  expect(container.image).toBe('europe-docker.pkg.dev/p/r/train:1');
  expect(pod.serviceAccountName).toBe('ml');
});

test('asks for no CPU and memory, of which the queues have no quota', () => {
  const { resources } = pods(gpuPool('a100')).container as { resources: { limits: object } };
  expect(Object.keys(resources)).toEqual(['limits']);
  expect(Object.keys(resources.limits)).toEqual(['nvidia.com/gpu']);
});

test.each([
  ['ct3-hightpu-4t', 'tpu-v3-device'],
  ['ct3p-hightpu-4t', 'tpu-v3-slice'],
  ['ct4p-hightpu-4t', 'tpu-v4-podslice'],
  ['ct5l-hightpu-1t', 'tpu-v5-lite-device'],
  ['ct5lp-hightpu-1t', 'tpu-v5-lite-podslice'],
  ['ct5p-hightpu-4t', 'tpu-v5p-slice'],
  ['ct6e-standard-8t', 'tpu-v6e-slice'],
  ['tpu7x-standard-4t', 'tpu7x'],
])('nodes of %s are labelled %s', (machineType, label) => {
  expect(tpuNodeLabel(machineType)).toBe(label);
});

test('every TPU machine of the catalogue has a label', () => {
  const machines = CATALOGUE.tpus.flatMap((tpu) => tpu.machines.map(({ machineType }) => machineType));
  expect(machines.map(tpuNodeLabel)).toHaveLength(machines.length);
});

test('a machine type without TPUs has no such label', () => {
  expect(() => tpuNodeLabel('n2-standard-4')).toThrow(
    'the label of TPU nodes of machine type n2-standard-4 is not known',
  );
});

test('the same objects are the same text, a document each', () => {
  const pools = [gpuPool('a100'), tpuPool('v5e')];
  const text = yamlOf(sampleJobs(pools));
  expect(text).toBe(yamlOf(sampleJobs(pools)));
  expect(text.split('---\n')).toHaveLength(2);
  expect(text).not.toContain('&a1');
});

test('a name that YAML 1.1 takes for a truth value stays a text', () => {
  expect(yamlOf(sampleJobs([gpuPool('on')]))).toContain('mlops-kit/pool: "on"');
});

test('names of pods fit also with the longest key of a pool and a thousand nodes', () => {
  const { metadata, spec } = sample(gpuPool('a'.repeat(40), { nodes: [0, 1000] }));
  const [{ name }] = (spec as { replicatedJobs: [{ name: string }] }).replicatedJobs;
  expect(`${metadata.name}-${name}-0-999-abcde`.length).toBeLessThanOrEqual(63);
});
