import { type KubernetesObject } from './kubernetes-object';
import { type Settings } from './options';

/** Where training runs. Pods that ask for the host's rights are refused. */
export const namespace = ({ namespace }: Settings): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: namespace, labels: { 'pod-security.kubernetes.io/enforce': 'baseline' } },
});

/** What training runs as: by Workload Identity, the Google account that it is told. */
export const account = ({ account, namespace, googleServiceAccount }: Settings): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: {
    name: account,
    namespace,
    ...(googleServiceAccount !== undefined && {
      annotations: { 'iam.gke.io/gcp-service-account': googleServiceAccount },
    }),
  },
});
