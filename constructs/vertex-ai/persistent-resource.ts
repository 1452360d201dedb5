import { Construct } from 'constructs';
import { dependenciesOf } from '../core/encryption';
import { validate } from '../core/errors';
import { type PersistentPool, type PersistentResourceProps } from './persistent-resource-props';
import { RawPersistentResource } from './persistent-resource-raw';
import { persistentResourceRules } from './persistent-resource-rules';

export interface IPersistentResource {
  /** `projects/P/locations/L/persistentResources/R` */
  readonly persistentResourceName: string;
}

/**
 * Machines of Vertex AI that stay between training jobs, so that jobs start at once. Billed until they are removed.
 *
 * The provider has it since 7.42.0 and 6.50 does not: switched on by `providerVersion`. Labels are fixed when it is made;
 * changing them replaces it.
 *
 * @throws ValidationError with an older provider, and says how to get a newer one
 * @see https://cloud.google.com/vertex-ai/docs/training/persistent-resource-overview
 */
export class PersistentResource extends Construct implements IPersistentResource {
  readonly persistentResourceName: string;

  constructor(scope: Construct, id: string, props: PersistentResourceProps) {
    super(scope, id);
    validate(this, persistentResourceRules(props));
    const { encryptionKey, protect } = props;
    const resource = new RawPersistentResource(this, 'Resource', argumentsOf(props), {
      lifecycle: protect ? { preventDestroy: true } : undefined,
      dependsOn: dependenciesOf(encryptionKey),
    });
    this.persistentResourceName = resource.id;
  }

  /** A persistent resource that is managed elsewhere. */
  static fromResourceId(project: string, location: string, resourceId: string): IPersistentResource {
    return { persistentResourceName: `projects/${project}/locations/${location}/persistentResources/${resourceId}` };
  }
}

const argumentsOf = (props: PersistentResourceProps) => ({
  name: props.resourceId,
  project: props.project,
  location: props.location,
  display_name: props.displayName,
  resource_pools: props.pools.map(poolOf),
  network: props.peeredNetwork,
  reserved_ip_ranges: props.reservedIpRanges,
  psc_interface_config: props.networkAttachment && {
    network_attachment: props.networkAttachment,
    dns_peering_configs: props.dnsPeerings?.map(({ domain, targetProject, targetNetwork }) => ({
      domain,
      target_project: targetProject,
      target_network: targetNetwork,
    })),
  },
  resource_runtime_spec: {
    service_account_spec: { enable_custom_service_account: props.customServiceAccount ?? true },
  },
  encryption_spec: props.encryptionKey && { kms_key_name: props.encryptionKey.keyName },
});

/** Numbers of machines are texts in the provider. */
const poolOf = ({ autoscaling, bootDiskGb, bootDiskType, ...pool }: PersistentPool) => ({
  id: pool.poolId,
  machine_spec: {
    machine_type: pool.machineType,
    accelerator_type: pool.acceleratorType,
    accelerator_count: pool.acceleratorCount,
  },
  replica_count: String(pool.replicas ?? autoscaling?.[0] ?? 1),
  autoscaling_spec: autoscaling && {
    min_replica_count: String(autoscaling[0]),
    max_replica_count: String(autoscaling[1]),
  },
  disk_spec:
    bootDiskGb === undefined && bootDiskType === undefined
      ? undefined
      : { boot_disk_size_gb: bootDiskGb, boot_disk_type: bootDiskType },
});
