import { type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { ComputeSubnetwork } from '@cdktf/provider-google/lib/compute-subnetwork';
import { ContainerCluster } from '@cdktf/provider-google/lib/container-cluster';
import { dependenciesOf, type EncryptionKey } from '../core/encryption';
import { type Naming, validateName } from '../core/naming/naming';
import { type IServiceAccount } from '../iam/service-account';
import { type INetwork } from '../network/network';

/** Where pods run. */
export interface ICluster {
  readonly clusterName: string;
  readonly project: string;
  /** Region. */
  readonly location: string;
  /** What node pools wait for. */
  readonly ready: readonly ITerraformDependable[];
}

export interface ClusterProps {
  /** Google Cloud project id. Changing it replaces the cluster. */
  readonly project: string;
  /** Region: the control plane is in all of its zones. Changing it replaces the cluster. */
  readonly region: string;
  /** Names of the environment. */
  readonly naming: Naming;
  /** Part of the names of cluster and subnet. Changing it replaces both. */
  readonly purpose: string;
  /** The cluster gets a subnet of its own in it. Changing it replaces the cluster. */
  readonly network: INetwork;
  /** Addresses of nodes. It can grow, not move. */
  readonly nodeRange: string;
  /** Addresses of pods, 256 for each node. Changing it replaces the cluster. */
  readonly podRange: string;
  /** Addresses of Kubernetes services. Changing it replaces the cluster. */
  readonly serviceRange: string;
  /** What the nodes that Google makes with the cluster, and that are removed at once, run as. */
  readonly nodeAccount: IServiceAccount;
  /**
   * For the Kubernetes secrets, and the disks of the nodes that are removed at once.
   * @default - keys of Google
   */
  readonly encryptionKey?: EncryptionKey;
  /**
   * Refuse to destroy the cluster.
   * @default false, as a cluster that trains holds no data, and goes with its last pool
   */
  readonly protect?: boolean;
}

const PODS = 'pods';
const SERVICES = 'services';

/**
 * A regional GKE Standard cluster without nodes: no public address on nodes or control plane, which is reached by its DNS
 * name and IAM alone; pods are Google accounts by Workload Identity.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/hardening-your-cluster
 * @see https://cloud.google.com/kubernetes-engine/docs/concepts/network-isolation
 */
export class Cluster extends Construct implements ICluster {
  readonly clusterName: string;
  readonly project: string;
  readonly location: string;
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: ClusterProps) {
    super(scope, id);
    const { project, region, naming, purpose, encryptionKey } = props;
    const name = naming.name('cluster', purpose);
    validateName(this, 'cluster', name);
    const subnetwork = this.subnetwork(props);
    const cluster = new ContainerCluster(this, 'Resource', {
      name,
      project,
      location: region,
      network: props.network.networkId,
      subnetwork: subnetwork.id,
      networkingMode: 'VPC_NATIVE',
      ipAllocationPolicy: { clusterSecondaryRangeName: PODS, servicesSecondaryRangeName: SERVICES },
      privateClusterConfig: { enablePrivateNodes: true },
      controlPlaneEndpointsConfig: {
        dnsEndpointConfig: { allowExternalTraffic: true },
        ipEndpointsConfig: { enabled: false },
      },
      datapathProvider: 'ADVANCED_DATAPATH',
      enableIntranodeVisibility: true,
      enableShieldedNodes: true,
      masterAuth: { clientCertificateConfig: { issueClientCertificate: false } },
      workloadIdentityConfig: { workloadPool: `${project}.svc.id.goog` },
      releaseChannel: { channel: 'REGULAR' },
      loggingConfig: { enableComponents: ['SYSTEM_COMPONENTS', 'WORKLOADS'] },
      monitoringConfig: { enableComponents: ['SYSTEM_COMPONENTS'], managedPrometheus: { enabled: true } },
      costManagementConfig: { enabled: true },
      deletionProtection: props.protect ?? false,
      ...(encryptionKey && { databaseEncryption: { state: 'ENCRYPTED', keyName: encryptionKey.keyName } }),
      // Google makes a first pool with every cluster; it is removed at once, and must not run as a default account until then.
      removeDefaultNodePool: true,
      initialNodeCount: 1,
      nodeConfig: {
        serviceAccount: props.nodeAccount.email,
        oauthScopes: ['https://www.googleapis.com/auth/cloud-platform'],
        bootDiskKmsKey: encryptionKey?.keyName,
        shieldedInstanceConfig: { enableSecureBoot: true, enableIntegrityMonitoring: true },
        workloadMetadataConfig: { mode: 'GKE_METADATA' },
      },
      dependsOn: dependenciesOf(encryptionKey),
      lifecycle: {
        ignoreChanges: [
          // After the first pool is gone, Google shows the one that comes next in its place.
          'node_config',
          'initial_node_count',
          // Without addresses of the control plane, the provider reads this as true.
          'private_cluster_config[0].enable_private_endpoint',
        ],
      },
    });
    this.clusterName = cluster.name;
    this.project = project;
    this.location = region;
    this.ready = [cluster];
  }

  /** Members of Workload Identity: pods of that Kubernetes service account, in any cluster of the project. */
  static memberOf(project: string, namespace: string, serviceAccount: string): string {
    return `serviceAccount:${project}.svc.id.goog[${namespace}/${serviceAccount}]`;
  }

  /** A subnet of its own: ranges for pods on the subnet of others would change it whenever a cluster comes or goes. */
  private subnetwork(props: ClusterProps): ComputeSubnetwork {
    return new ComputeSubnetwork(this, 'Subnetwork', {
      name: props.naming.name('subnetwork', props.purpose),
      project: props.project,
      region: props.region,
      network: props.network.networkId,
      ipCidrRange: props.nodeRange,
      secondaryIpRange: [
        { rangeName: PODS, ipCidrRange: props.podRange },
        { rangeName: SERVICES, ipCidrRange: props.serviceRange },
      ],
      privateIpGoogleAccess: true,
      logConfig: { aggregationInterval: 'INTERVAL_10_MIN', flowSampling: 0.5, metadata: 'INCLUDE_ALL_METADATA' },
    });
  }
}
