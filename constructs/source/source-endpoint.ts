import { Construct } from 'constructs';
import { ComputeAddress } from '@cdktf/provider-google/lib/compute-address';
import { ComputeForwardingRule } from '@cdktf/provider-google/lib/compute-forwarding-rule';
import { DataGoogleProject } from '@cdktf/provider-google/lib/data-google-project';
import { DnsManagedZone } from '@cdktf/provider-google/lib/dns-managed-zone';
import { DnsRecordSet } from '@cdktf/provider-google/lib/dns-record-set';
import { type Naming } from '../core/naming/naming';
import { type INetwork } from '../network/network';
import { type SourceInstance } from './source-instance';

export interface SourceEndpointProps {
  /** Google Cloud project id. */
  readonly project: string;
  /** Region of instance and subnet. */
  readonly region: string;
  /** Names of the environment. */
  readonly naming: Naming;
  /** The network that reaches the instance. */
  readonly network: INetwork;
  /** An instance with a certificate authority pool. */
  readonly instance: SourceInstance;
}

/**
 * The hosts of an instance, by what the name of each ends with, and how each is reached. Google names them
 * `INSTANCE-PROJECT_NUMBER[-SUFFIX].REGION.p.sourcemanager.dev`.
 */
const HOSTS = {
  html: { suffix: '', through: 'web' },
  api: { suffix: '-api', through: 'web' },
  git: { suffix: '-git', through: 'web' },
  ssh: { suffix: '-ssh', through: 'ssh' },
} as const;

/**
 * Lets a network reach a Secure Source Manager instance without public endpoint: Private Service Connect endpoints for
 * web and SSH, and the names of the instance, inside the network only.
 *
 * @see https://cloud.google.com/secure-source-manager/docs/create-private-service-connect-instance
 */
export class SourceEndpoint extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: SourceEndpointProps,
  ) {
    super(scope, id);
    const addresses = { web: this.endpoint('web'), ssh: this.endpoint('ssh') };
    const zone = this.zone();
    const { number } = new DataGoogleProject(this, 'Project', { projectId: props.project });
    for (const [host, { suffix, through }] of Object.entries(HOSTS)) {
      new DnsRecordSet(this, host, {
        project: props.project,
        managedZone: zone.name,
        name: `${props.instance.instanceId}-${number}${suffix}.${this.domain}`,
        type: 'A',
        ttl: 300,
        rrdatas: [addresses[through].address],
      });
    }
  }

  private get domain(): string {
    return `${this.props.region}.p.sourcemanager.dev.`;
  }

  private endpoint(purpose: 'web' | 'ssh'): ComputeAddress {
    const { project, region, naming, network, instance } = this.props;
    const address = new ComputeAddress(this, `${purpose}-address`, {
      name: naming.name('address', 'source', purpose),
      project,
      region,
      addressType: 'INTERNAL',
      subnetwork: network.subnetworkId,
    });
    new ComputeForwardingRule(this, `${purpose}-endpoint`, {
      name: naming.name('forwardingRule', 'source', purpose),
      project,
      region,
      network: network.networkId,
      ipAddress: address.id,
      target: instance.serviceAttachments[purpose],
      // What an endpoint for a service attachment has to have.
      loadBalancingScheme: '',
    });
    return address;
  }

  private zone(): DnsManagedZone {
    const { project, naming, network } = this.props;
    return new DnsManagedZone(this, 'Zone', {
      name: naming.name('dnsZone', 'source'),
      project,
      dnsName: this.domain,
      description: 'Secure Source Manager at its private endpoints',
      visibility: 'private',
      privateVisibilityConfig: { networks: [{ networkUrl: network.networkId }] },
    });
  }
}
