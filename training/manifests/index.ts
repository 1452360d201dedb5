/** Kubernetes objects that put training on GKE into queues: Kueue decides what starts, JobSet starts it. */
import { type GkePool, type Pool } from '../pools/pool';
import { account, namespace } from './access';
import { jobSet } from './job-set';
import { type KubernetesObject } from './kubernetes-object';
import { type ManifestOptions, settingsOf } from './options';
import { clusterQueue, localQueue, resourceFlavor } from './queues';

export { type KubernetesObject, yamlOf } from './kubernetes-object';
export { type ManifestOptions, type Team } from './options';
export { POOL_LABEL } from '../pools/kubernetes';
export { manifestProblems } from './problems';

/** Releases whose published schemas the manifests are held against. */
export const VERSIONS = { kueue: 'v0.17.0', jobSet: 'v0.11.1' } as const;

/** The pools that become nodes of Kubernetes, by name. */
export const gkePools = (pools: readonly Pool[]): GkePool[] =>
  pools.filter((pool) => pool.on === 'gke').sort((one, other) => (one.name < other.name ? -1 : 1));

/**
 * What the cluster needs for training to be queued, in the order in which it can be applied. `manifestProblems` has to
 * have found nothing.
 */
export function queueManifests(pools: readonly GkePool[], options: ManifestOptions = {}): KubernetesObject[] {
  const settings = settingsOf(options);
  return [
    namespace(settings),
    account(settings),
    ...pools.map(resourceFlavor),
    ...settings.teams.map((_, team) => clusterQueue(team, pools, settings)),
    ...settings.teams.map(({ name }) => localQueue(name, settings)),
  ];
}

/** A training job for each pool, in the queue of the first team. */
export const sampleJobs = (pools: readonly GkePool[], options: ManifestOptions = {}): KubernetesObject[] =>
  pools.map((pool) => jobSet(pool, settingsOf(options)));
