import { type KmsKeyRing } from '@cdktf/provider-google/lib/kms-key-ring';
import { type TerraformStack } from 'cdktf';
import { KeyRing, type KeyRingProps } from '../../../constructs/kms/key-ring';
import { Bucket } from '../../../constructs/storage/bucket';
import { Template, testStack } from '../../../testing';

const PROPS: KeyRingProps = { keyRingId: 'churn-dev-main', project: 'acme-churn-dev', location: 'europe-west4' };
const AGENT = 'serviceAccount:service-1@gs-project-accounts.iam.gserviceaccount.com';

let stack: TerraformStack;

beforeEach(() => {
  stack = testStack();
});

const given = (props: Partial<KeyRingProps> = {}) => new KeyRing(stack, 'Keys', { ...PROPS, ...props });
const only = (type: string) => {
  const template = Template.fromStack(stack);
  template.resourceCountIs(type, 1);
  return template.resources(type)[0]!;
};

test('a ring is where it is asked to be and is never destroyed', () => {
  given();
  expect(only('google_kms_key_ring').properties).toMatchObject({
    name: 'churn-dev-main',
    project: 'acme-churn-dev',
    location: 'europe-west4',
    lifecycle: { prevent_destroy: true },
  });
});

test('a key encrypts and decrypts, gets a new version every 90 days, and is never destroyed', () => {
  given().addKey('storage', { agent: AGENT });
  expect(only('google_kms_crypto_key').properties).toMatchObject({
    name: 'storage',
    key_ring: `\${${only('google_kms_key_ring').address}.id}`,
    purpose: 'ENCRYPT_DECRYPT',
    rotation_period: '7776000s',
    lifecycle: { prevent_destroy: true },
  });
});

test('how often a key rotates is up to the user', () => {
  given({ rotationDays: 30 }).addKey('storage', { agent: AGENT });
  expect(only('google_kms_crypto_key').properties.rotation_period).toBe('2592000s');
});

test('the agents of the service may use the key, and no other', () => {
  const ring = given();
  ring.addKey('workbench', { compute: 'serviceAccount:compute@x.y', notebooks: 'serviceAccount:notebooks@x.y' });
  const key = `\${${only('google_kms_crypto_key').address}.id}`;
  const grants = Template.fromStack(stack).resources('google_kms_crypto_key_iam_member');
  expect(grants.map(({ properties }) => properties)).toEqual(
    ['compute', 'notebooks'].map((name) => ({
      crypto_key_id: key,
      role: 'roles/cloudkms.cryptoKeyEncrypterDecrypter',
      member: `serviceAccount:${name}@x.y`,
    })),
  );
});

test('what is encrypted waits for the grant on its key to be in force', () => {
  const encryptionKey = given().addKey('storage', { agent: AGENT });
  new Bucket(stack, 'Data', { bucketName: 'acme-data', project: 'p', location: 'europe-west4', encryptionKey });
  expect(only('time_sleep').properties).toMatchObject({
    create_duration: '60s',
    depends_on: [only('google_kms_crypto_key_iam_member').address],
  });
  expect(only('google_storage_bucket').properties).toMatchObject({
    encryption: { default_kms_key_name: `\${${only('google_kms_crypto_key').address}.id}` },
    depends_on: [only('time_sleep').address],
  });
});

test('a key of another stack is known by its name, without looking it up', () => {
  expect(KeyRing.keyNameOf('acme-churn-dev', 'europe-west4', 'churn-dev-main', 'storage')).toBe(
    'projects/acme-churn-dev/locations/europe-west4/keyRings/churn-dev-main/cryptoKeys/storage',
  );
});

test('a name that Google refuses is refused at once', () => {
  expect(() => given({ keyRingId: 'Main' })).toThrow('stack/Keys: keyRing name "Main" is not valid');
});

test('the ring can be reached through the default child', () => {
  (given().node.defaultChild as KmsKeyRing).addOverride('timeouts.create', '30m');
  expect(only('google_kms_key_ring').properties).toMatchObject({ timeouts: { create: '30m' } });
});

test('a key that is shared stays one key, and whoever joins waits for the grants of all', () => {
  const ring = given();
  const key = ring.addKey('workbench', { compute: AGENT });
  const shared = ring.shareKey('workbench-gke', key, { agent: 'serviceAccount:gke@x.y' });
  expect(shared.keyName).toBe(key.keyName);
  const template = Template.fromStack(stack);
  expect(template.resources('google_kms_crypto_key')).toHaveLength(1);
  const [first, second] = template.resources('time_sleep').map(({ address, properties }) => ({
    address,
    waits: properties.depends_on as string[],
  }));
  const grants = template.resources('google_kms_crypto_key_iam_member').map(({ address }) => address);
  const [own, joined] = first!.waits.includes(second!.address) ? [second!, first!] : [first!, second!];
  expect(joined.waits).toContain(own.address);
  expect([...own.waits, ...joined.waits]).toEqual(expect.arrayContaining(grants));
});
