import { type ITerraformDependable } from 'cdktf';

/** A Cloud KMS key that a service may already use. */
export interface EncryptionKey {
  /** `projects/P/locations/L/keyRings/R/cryptoKeys/K`, in the region of what it encrypts. */
  readonly keyName: string;
  /** What has to exist before the key is used: the grant to the service agent, and its propagation. */
  readonly ready: readonly ITerraformDependable[];
}

/** The dependencies that a resource encrypted with the key declares. */
export const dependenciesOf = (key?: EncryptionKey): ITerraformDependable[] | undefined =>
  key && key.ready.length > 0 ? [...key.ready] : undefined;
