import { Construct } from 'constructs';
import { ComputeFirewall } from '@cdktf/provider-google/lib/compute-firewall';
import { ComputeNetwork } from '@cdktf/provider-google/lib/compute-network';
import { ComputeRouter } from '@cdktf/provider-google/lib/compute-router';
import { ComputeRouterNat } from '@cdktf/provider-google/lib/compute-router-nat';
import { ComputeSubnetwork } from '@cdktf/provider-google/lib/compute-subnetwork';
import { validate } from '../core/errors';
import { type Naming } from '../core/naming/naming';
import { PrivateEgress } from './private-egress';

/** The network that notebooks, training and private endpoints use. */
export interface INetwork {
  /** `projects/P/global/networks/N` */
  readonly networkId: string;
  /** `projects/P/regions/R/subnetworks/S` */
  readonly subnetworkId: string;
}

export interface NetworkProps {
  /** Google Cloud project id. Changing it replaces the network. */
  readonly project: string;
  /** Region of subnet, router and NAT. Changing it replaces them. */
  readonly region: string;
  /** Names of the environment. */
  readonly naming: Naming;
  /**
   * Primary range of the subnet, /16 to /26. It can grow, not move.
   * @default '10.10.0.0/20'
   */
  readonly range?: string;
  /**
   * No way out to the internet: Google APIs through the restricted addresses, all other egress denied.
   * @default false - a NAT lets out, nothing lets in
   */
  readonly private?: boolean;
  /**
   * Share of flows that are logged, above 0 and at most 1.
   * @default 0.5
   */
  readonly flowSampling?: number;
}

/** A VPC network with one subnet: private Google access, no external address, nothing let in from outside. */
export class Network extends Construct implements INetwork {
  readonly networkId: string;
  readonly subnetworkId: string;

  constructor(scope: Construct, id: string, props: NetworkProps) {
    super(scope, id);
    const sampling = props.flowSampling ?? 0.5;
    validate(this, [
      {
        broken: !(sampling > 0 && sampling <= 1),
        problem: `flowSampling ${sampling}: a share above 0 and at most 1 is allowed`,
      },
    ]);
    const { project, naming } = props;
    const network = new ComputeNetwork(this, 'Resource', {
      name: naming.name('network', 'main'),
      project,
      autoCreateSubnetworks: false,
      routingMode: 'REGIONAL',
    });
    this.networkId = network.id;
    this.subnetworkId = this.subnetwork(network, props, sampling).id;
    if (props.private) new PrivateEgress(this, 'PrivateEgress', { project, naming, networkId: network.id });
    else this.nat(network, props);
    this.allowInternal(network, props);
  }

  /** A network that is managed elsewhere, such as a Shared VPC. Its subnet has to have private Google access. */
  static fromNetworkIds(networkId: string, subnetworkId: string): INetwork {
    return { networkId, subnetworkId };
  }

  private subnetwork(network: ComputeNetwork, props: NetworkProps, flowSampling: number): ComputeSubnetwork {
    return new ComputeSubnetwork(this, 'Subnetwork', {
      name: props.naming.name('subnetwork', 'main'),
      project: props.project,
      region: props.region,
      network: network.id,
      ipCidrRange: props.range ?? '10.10.0.0/20',
      privateIpGoogleAccess: true,
      logConfig: { aggregationInterval: 'INTERVAL_10_MIN', flowSampling, metadata: 'INCLUDE_ALL_METADATA' },
    });
  }

  private nat(network: ComputeNetwork, { project, region, naming }: NetworkProps): void {
    const router = new ComputeRouter(this, 'Router', {
      name: naming.name('router', 'main'),
      project,
      region,
      network: network.id,
    });
    new ComputeRouterNat(this, 'Nat', {
      name: naming.name('nat', 'main'),
      project,
      region,
      router: router.name,
      natIpAllocateOption: 'AUTO_ONLY',
      sourceSubnetworkIpRangesToNat: 'ALL_SUBNETWORKS_ALL_IP_RANGES',
      logConfig: { enable: true, filter: 'ERRORS_ONLY' },
    });
  }

  private allowInternal(network: ComputeNetwork, props: NetworkProps): void {
    new ComputeFirewall(this, 'AllowInternal', {
      name: props.naming.name('firewall', 'internal'),
      project: props.project,
      network: network.id,
      description: 'Machines of the subnet may talk to each other: training on several workers needs it',
      direction: 'INGRESS',
      sourceRanges: [props.range ?? '10.10.0.0/20'],
      allow: [{ protocol: 'tcp' }, { protocol: 'udp' }, { protocol: 'icmp' }],
      logConfig: { metadata: 'INCLUDE_ALL_METADATA' },
    });
  }
}
