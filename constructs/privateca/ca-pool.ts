import { Construct } from 'constructs';
import { PrivatecaCaPool } from '@cdktf/provider-google/lib/privateca-ca-pool';
import { PrivatecaCaPoolIamMember } from '@cdktf/provider-google/lib/privateca-ca-pool-iam-member';
import { PrivatecaCertificateAuthority } from '@cdktf/provider-google/lib/privateca-certificate-authority';
import { validateName } from '../core/naming/naming';

export interface CaPoolProps {
  /** Changing it replaces the pool. */
  readonly caPoolId: string;
  /** Never given out again by Google, also not after deletion. */
  readonly certificateAuthorityId: string;
  /** Google Cloud project id. */
  readonly project: string;
  /** Region. Changing it replaces the pool. */
  readonly location: string;
  /** Subject of the root certificate. */
  readonly organization: string;
  /**
   * `DEVOPS` issues certificates that are neither listed nor revoked one by one; `ENTERPRISE` does both, at ten times
   * the price. Changing it replaces the pool.
   * @default 'DEVOPS'
   */
  readonly tier?: 'DEVOPS' | 'ENTERPRISE';
  /**
   * Refuse to destroy or replace the authority.
   * @default true
   */
  readonly protect?: boolean;
}

/** Ten years: longer than anything that trusts it. */
const LIFETIME = `${10 * 365 * 24 * 3600}s`;

/** A pool with one root certificate authority, for servers that only a private network reaches. */
export class CaPool extends Construct {
  /** `projects/P/locations/L/caPools/C`; whoever uses it waits for `authority`, or the pool issues nothing yet. */
  readonly caPoolName: string;
  readonly authority: PrivatecaCertificateAuthority;

  constructor(scope: Construct, id: string, props: CaPoolProps) {
    super(scope, id);
    validateName(this, 'caPool', props.caPoolId);
    validateName(this, 'certificateAuthority', props.certificateAuthorityId);
    const pool = new PrivatecaCaPool(this, 'Resource', {
      name: props.caPoolId,
      project: props.project,
      location: props.location,
      tier: props.tier ?? 'DEVOPS',
      publishingOptions: { publishCaCert: true, publishCrl: props.tier === 'ENTERPRISE' },
    });
    this.caPoolName = pool.id;
    this.authority = this.rootAuthority(pool.name, props);
  }

  /** Lets a service ask for certificates. */
  grantRequest(id: string, member: string): PrivatecaCaPoolIamMember {
    return new PrivatecaCaPoolIamMember(this, `Request-${id}`, {
      caPool: this.caPoolName,
      role: 'roles/privateca.certificateRequester',
      member,
    });
  }

  private rootAuthority(pool: string, props: CaPoolProps): PrivatecaCertificateAuthority {
    const protect = props.protect ?? true;
    return new PrivatecaCertificateAuthority(this, 'Authority', {
      certificateAuthorityId: props.certificateAuthorityId,
      pool,
      project: props.project,
      location: props.location,
      type: 'SELF_SIGNED',
      lifetime: LIFETIME,
      keySpec: { algorithm: 'EC_P256_SHA256' },
      config: {
        subjectConfig: { subject: { organization: props.organization, commonName: props.certificateAuthorityId } },
        x509Config: {
          caOptions: { isCa: true },
          keyUsage: { baseKeyUsage: { certSign: true, crlSign: true }, extendedKeyUsage: { serverAuth: true } },
        },
      },
      deletionProtection: protect,
      ignoreActiveCertificatesOnDeletion: !protect,
      skipGracePeriod: !protect,
    });
  }
}
