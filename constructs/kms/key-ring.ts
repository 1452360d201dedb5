import { Construct } from 'constructs';
import { KmsCryptoKey } from '@cdktf/provider-google/lib/kms-crypto-key';
import { KmsCryptoKeyIamMember } from '@cdktf/provider-google/lib/kms-crypto-key-iam-member';
import { KmsKeyRing } from '@cdktf/provider-google/lib/kms-key-ring';
import { Sleep } from '@cdktf/provider-time/lib/sleep';
import { type EncryptionKey } from '../core/encryption';
import { validateName } from '../core/naming/naming';

export interface KeyRingProps {
  /** Never given out again by Google, also not after deletion. */
  readonly keyRingId: string;
  /** Google Cloud project id. Changing it replaces the ring. */
  readonly project: string;
  /** The region of everything that its keys encrypt. */
  readonly location: string;
  /**
   * How often a key gets a new version, in days.
   * @default 90
   */
  readonly rotationDays?: number;
}

/** Time in which a grant on a key comes into force. Resources that use the key wait for it. */
const GRANT_PROPAGATION = '60s';

/** A key ring with one key for each service that encrypts. Keys cannot be deleted, only their versions can. */
export class KeyRing extends Construct {
  private readonly ring: KmsKeyRing;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: KeyRingProps,
  ) {
    super(scope, id);
    validateName(this, 'keyRing', props.keyRingId);
    this.ring = new KmsKeyRing(this, 'Resource', {
      name: props.keyRingId,
      project: props.project,
      location: props.location,
      lifecycle: { preventDestroy: true },
    });
  }

  /** The name of a key in a ring, without looking it up. */
  static keyNameOf(project: string, location: string, keyRingId: string, keyId: string): string {
    return `projects/${project}/locations/${location}/keyRings/${keyRingId}/cryptoKeys/${keyId}`;
  }

  /**
   * Adds a key that the members may encrypt and decrypt with, and nobody else.
   *
   * @param keyId what is encrypted: `storage`, `vertex`...
   * @param members service agents, by a key of your own
   */
  addKey(keyId: string, members: Readonly<Record<string, string>>): EncryptionKey {
    const key = new KmsCryptoKey(this, keyId, {
      name: keyId,
      keyRing: this.ring.id,
      purpose: 'ENCRYPT_DECRYPT',
      rotationPeriod: `${(this.props.rotationDays ?? 90) * 24 * 3600}s`,
      versionTemplate: { algorithm: 'GOOGLE_SYMMETRIC_ENCRYPTION', protectionLevel: 'SOFTWARE' },
      lifecycle: { preventDestroy: true },
    });
    return this.shareKey(keyId, { keyName: key.id, ready: [] }, members);
  }

  /**
   * Lets more members use a key, for what comes and goes: a name of a key is never given out again, so a key of its own could
   * be made only once.
   *
   * @param shareId what else is encrypted, with the id of the key: `workbench-gke`
   */
  shareKey(
    shareId: string,
    { keyName, ready }: EncryptionKey,
    members: Readonly<Record<string, string>>,
  ): EncryptionKey {
    const grants = Object.entries(members).map(
      ([name, member]) =>
        new KmsCryptoKeyIamMember(this, `${shareId}-${name}`, {
          cryptoKeyId: keyName,
          role: 'roles/cloudkms.cryptoKeyEncrypterDecrypter',
          member,
        }),
    );
    const propagated = new Sleep(this, `${shareId}-Ready`, {
      createDuration: GRANT_PROPAGATION,
      dependsOn: [...ready, ...grants],
    });
    return { keyName, ready: [propagated] };
  }
}
