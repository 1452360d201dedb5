import { type GkePool } from '../pools/pool';
import { type KubernetesObject } from './kubernetes-object';
import { type Settings } from './options';
import { accelerators, nodeLabels, resourceOf, tolerations } from './pool-nodes';
import { quotaOf } from './quotas';

export const KUEUE_API = 'kueue.x-k8s.io/v1beta2';

/** Teams that lend each other what they do not use. */
const COHORT = 'training';

/** The kinds of nodes that there are. Kueue puts their labels and tolerations into the pods that it lets in. */
export const resourceFlavor = (pool: GkePool): KubernetesObject => ({
  apiVersion: KUEUE_API,
  kind: 'ResourceFlavor',
  metadata: { name: pool.name },
  spec: { nodeLabels: nodeLabels(pool), tolerations: tolerations(pool) },
});

/**
 * What a team may use. It takes back at once what it lent, and its more important jobs go before its others. Every pool
 * is listed, with zero where the team has none of its own, or it could not borrow there.
 */
export function clusterQueue(team: number, pools: readonly GkePool[], settings: Settings): KubernetesObject {
  const resources = [...new Set(pools.map(resourceOf))];
  return {
    apiVersion: KUEUE_API,
    kind: 'ClusterQueue',
    metadata: { name: settings.teams[team]!.name },
    spec: {
      cohortName: COHORT,
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': settings.namespace } },
      preemption: { reclaimWithinCohort: 'Any', withinClusterQueue: 'LowerPriority' },
      resourceGroups: resources.map((resource) => ({
        coveredResources: [resource],
        flavors: pools
          .filter((pool) => resourceOf(pool) === resource)
          .map((pool) => ({
            name: pool.name,
            resources: [{ name: resource, nominalQuota: quotaOf(team, pool.name, accelerators(pool), settings.teams) }],
          })),
      })),
    },
  };
}

/** Where a team hands its jobs in. */
export const localQueue = (name: string, { namespace }: Settings): KubernetesObject => ({
  apiVersion: KUEUE_API,
  kind: 'LocalQueue',
  metadata: { name, namespace },
  spec: { clusterQueue: name },
});
