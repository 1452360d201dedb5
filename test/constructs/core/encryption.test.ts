import { dependenciesOf } from '../../../constructs/core/encryption';

const grant = { fqn: 'google_kms_crypto_key_iam_member.Agent' };

test('an encrypted resource waits for the grant on its key', () => {
  expect(dependenciesOf({ keyName: 'k', ready: [grant] })).toEqual([grant]);
});

test('without a key, or with one that is ready, there is nothing to wait for', () => {
  expect(dependenciesOf(undefined)).toBeUndefined();
  expect(dependenciesOf({ keyName: 'k', ready: [] })).toBeUndefined();
});
