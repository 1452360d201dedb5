import { Construct } from 'constructs';
import { ComputeFirewall, type ComputeFirewallConfig } from '@cdktf/provider-google/lib/compute-firewall';
import { type Naming } from '../core/naming/naming';
import { GoogleApisDns, RESTRICTED_RANGE } from './google-apis-dns';

export interface PrivateEgressProps {
  /** Google Cloud project id. */
  readonly project: string;
  /** Names of the environment. */
  readonly naming: Naming;
  /** `projects/P/global/networks/N` */
  readonly networkId: string;
}

const PRIVATE_RANGES = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];

/** Lets out to Google APIs and private addresses, and nowhere else. */
export class PrivateEgress extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: PrivateEgressProps,
  ) {
    super(scope, id);
    this.rule('AllowGoogleApis', 'googleapis', 'Google APIs through the restricted addresses', {
      destinationRanges: [RESTRICTED_RANGE],
      allow: [{ protocol: 'tcp', ports: ['443'] }],
    });
    this.rule('AllowPrivate', 'egressprivate', 'Private addresses, Private Service Connect endpoints among them', {
      destinationRanges: PRIVATE_RANGES,
      allow: [{ protocol: 'all' }],
    });
    this.rule('Deny', 'egressdeny', 'Nothing else leaves the network', {
      destinationRanges: ['0.0.0.0/0'],
      deny: [{ protocol: 'all' }],
      priority: 65000,
    });
    new GoogleApisDns(this, 'GoogleApis', props);
  }

  private rule(id: string, purpose: string, description: string, config: Partial<ComputeFirewallConfig>): void {
    new ComputeFirewall(this, id, {
      name: this.props.naming.name('firewall', purpose),
      project: this.props.project,
      network: this.props.networkId,
      direction: 'EGRESS',
      priority: 1000,
      description,
      logConfig: { metadata: 'INCLUDE_ALL_METADATA' },
      ...config,
    });
  }
}
