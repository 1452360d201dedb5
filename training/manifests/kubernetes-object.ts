import { stringify } from 'yaml';

/** An object as `kubectl apply` takes it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec?: object;
}

/** Kubernetes reads YAML 1.1, where `on` is no text. */
const AS_KUBERNETES_READS = { compat: 'yaml-1.1', aliasDuplicateObjects: false, lineWidth: 0 } as const;

/** One document each, in the order given. */
export const yamlOf = (objects: readonly KubernetesObject[]): string =>
  objects.map((object) => stringify(object, AS_KUBERNETES_READS)).join('---\n');
