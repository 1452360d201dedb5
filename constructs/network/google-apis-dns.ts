import { Construct } from 'constructs';
import { DnsManagedZone } from '@cdktf/provider-google/lib/dns-managed-zone';
import { DnsRecordSet } from '@cdktf/provider-google/lib/dns-record-set';
import { type Naming } from '../core/naming/naming';

export interface GoogleApisDnsProps {
  /** Google Cloud project id. */
  readonly project: string;
  /** Names of the environment. */
  readonly naming: Naming;
  /** `projects/P/global/networks/N` */
  readonly networkId: string;
}

/** The addresses of `restricted.googleapis.com`: https://cloud.google.com/vpc/docs/configure-private-google-access */
export const RESTRICTED_RANGE = '199.36.153.4/30';
const RESTRICTED_ADDRESSES = ['199.36.153.4', '199.36.153.5', '199.36.153.6', '199.36.153.7'];

/**
 * Domains that notebooks, training and nodes of GKE reach Google by, images of `pkg.dev` and `gcr.io` among them. Each
 * answers at the restricted addresses: https://cloud.google.com/vpc-service-controls/docs/set-up-gke
 */
const DOMAINS = {
  googleapis: 'googleapis.com.',
  pkg: 'pkg.dev.',
  gcr: 'gcr.io.',
  notebookscloud: 'notebooks.cloud.google.com.',
  notebooksproxy: 'notebooks.googleusercontent.com.',
} as const;

/** Resolves Google's API domains to their restricted addresses, inside the network only. */
export class GoogleApisDns extends Construct {
  constructor(scope: Construct, id: string, props: GoogleApisDnsProps) {
    super(scope, id);
    for (const [purpose, domain] of Object.entries(DOMAINS)) this.zone(purpose, domain, props);
  }

  private zone(purpose: string, domain: string, { project, naming, networkId }: GoogleApisDnsProps): void {
    const zone = new DnsManagedZone(this, purpose, {
      name: naming.name('dnsZone', purpose),
      project,
      dnsName: domain,
      description: `${domain} at the restricted addresses`,
      visibility: 'private',
      privateVisibilityConfig: { networks: [{ networkUrl: networkId }] },
    });
    const record = { project, managedZone: zone.name, ttl: 300, type: 'A', rrdatas: RESTRICTED_ADDRESSES };
    new DnsRecordSet(this, `${purpose}-a`, { ...record, name: domain });
    new DnsRecordSet(this, `${purpose}-any`, { ...record, name: `*.${domain}`, type: 'CNAME', rrdatas: [domain] });
  }
}
