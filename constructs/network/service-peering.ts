import { type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { ComputeGlobalAddress } from '@cdktf/provider-google/lib/compute-global-address';
import { ServiceNetworkingConnection } from '@cdktf/provider-google/lib/service-networking-connection';
import { type Naming } from '../core/naming/naming';
import { type INetwork } from './network';

export interface ServicePeeringProps {
  /** Google Cloud project id of the network. Changing it replaces the range. */
  readonly project: string;
  /** Names of the environment. */
  readonly naming: Naming;
  /** What Google's services are peered with. Changing it replaces range and peering. */
  readonly network: INetwork;
  /**
   * Size of the range that Google's services get addresses from, as the bits of its mask: 8 to 24.
   * @default 20
   */
  readonly prefixLength?: number;
}

/**
 * Peers a network with the one that Google runs services of the project in (private services access): they reach each
 * other by private addresses.
 *
 * @see https://cloud.google.com/vpc/docs/configure-private-services-access
 */
export class ServicePeering extends Construct {
  /** `projects/P/global/networks/N` */
  readonly networkId: string;
  /** What to wait for before a service uses the peering. */
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, { project, naming, network, prefixLength = 20 }: ServicePeeringProps) {
    super(scope, id);
    const range = new ComputeGlobalAddress(this, 'Range', {
      name: naming.name('globalAddress', 'services'),
      project,
      purpose: 'VPC_PEERING',
      addressType: 'INTERNAL',
      prefixLength,
      network: network.networkId,
    });
    const peering = new ServiceNetworkingConnection(this, 'Resource', {
      network: network.networkId,
      service: 'servicenetworking.googleapis.com',
      reservedPeeringRanges: [range.name],
      // Google refuses to take a peering down for days after what used it is gone.
      deletionPolicy: 'ABANDON',
    });
    this.networkId = network.networkId;
    this.ready = [peering];
  }
}
