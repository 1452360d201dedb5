import { type EncryptionKey } from '../../constructs/core/encryption';

/** A key whose grant to the service agent is the resource at this address. */
export const GRANT = 'google_kms_crypto_key_iam_member.Agent';

export const KEY: EncryptionKey = {
  keyName: 'projects/acme-churn-dev/locations/europe-west4/keyRings/main/cryptoKeys/data',
  ready: [{ fqn: GRANT }],
};
