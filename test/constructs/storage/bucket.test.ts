import { type StorageBucket } from '@cdktf/provider-google/lib/storage-bucket';
import { TerraformOutput, TerraformVariable, type TerraformStack } from 'cdktf';
import { Bucket, type BucketProps, deleteBelow, grantOnBucket } from '../../../constructs/storage/bucket';
import { Template, testStack } from '../../../testing';
import { GRANT, KEY } from '../../support/encryption';

const PROPS: BucketProps = { bucketName: 'acme-data', project: 'acme-churn-dev', location: 'europe-west4' };
const MEMBER = 'group:ds@acme.com';

let stack: TerraformStack;

beforeEach(() => {
  stack = testStack();
});

const given = (props: Partial<BucketProps> = {}) => new Bucket(stack, 'Data', { ...PROPS, ...props });
const synthesized = () => Template.fromStack(stack);
const bucket = () => synthesized().resources('google_storage_bucket')[0]!.properties;

test('a bucket is where and what it is asked to be', () => {
  given();
  expect(bucket()).toMatchObject({ name: 'acme-data', project: 'acme-churn-dev', location: 'europe-west4' });
});

test('nobody reaches a bucket by object rules, and the public never does', () => {
  given();
  expect(bucket()).toMatchObject({ uniform_bucket_level_access: true, public_access_prevention: 'enforced' });
});

test('what was deleted or overwritten can be restored: versions for 90 days, anything for a week', () => {
  given();
  expect(bucket()).toMatchObject({
    versioning: { enabled: true },
    soft_delete_policy: { retention_duration_seconds: 604800 },
    lifecycle_rule: [
      { action: { type: 'Delete' }, condition: { days_since_noncurrent_time: 90, with_state: 'ARCHIVED' } },
    ],
  });
});

test('old versions are kept for as long as asked', () => {
  given({ keepVersionsDays: 365 });
  expect(bucket()).toMatchObject({ lifecycle_rule: [{ condition: { days_since_noncurrent_time: 365 } }] });
});

test('a bucket refuses to be destroyed or emptied', () => {
  given();
  expect(bucket()).toMatchObject({ lifecycle: { prevent_destroy: true }, force_destroy: false });
});

test('without protection it goes with all that is in it', () => {
  given({ protect: false });
  expect(bucket()).toMatchObject({ force_destroy: true });
  expect(bucket().lifecycle).toBeUndefined();
});

test('a key of Google encrypts, and nothing is logged, unless asked for', () => {
  given();
  expect(bucket()).not.toHaveProperty('encryption');
  expect(bucket()).not.toHaveProperty('logging');
});

test('a key of the project encrypts, once its grant is there', () => {
  given({ encryptionKey: KEY });
  expect(bucket()).toMatchObject({ encryption: { default_kms_key_name: KEY.keyName }, depends_on: [GRANT] });
});

test('access is logged to another bucket, below its own name', () => {
  given({ accessLogs: Bucket.fromBucketName('acme-logs') });
  expect(bucket()).toMatchObject({ logging: { log_bucket: 'acme-logs', log_object_prefix: 'acme-data' } });
});

test('rules of the user come beside the one for old versions', () => {
  given({ lifecycleRules: [deleteBelow('tmp/', 30)] });
  expect(bucket().lifecycle_rule).toHaveLength(2);
  expect(bucket()).toMatchObject({
    lifecycle_rule: [{}, { action: { type: 'Delete' }, condition: { age: 30, matches_prefix: ['tmp/'] } }],
  });
});

test.each([
  ['grantRead', 'roles/storage.objectViewer'],
  ['grantReadWrite', 'roles/storage.objectUser'],
  ['grantCreate', 'roles/storage.objectCreator'],
  ['grantDescribe', 'roles/storage.legacyBucketReader'],
] as const)('%s gives one member %s on this bucket alone', (grant, role) => {
  given()[grant]('scientists', MEMBER);
  const { address } = synthesized().resources('google_storage_bucket')[0]!;
  synthesized().hasResource('google_storage_bucket_iam_member', {
    bucket: `\${${address}.name}`,
    role,
    member: MEMBER,
  });
  synthesized().resourceCountIs('google_storage_bucket_iam_member', 1);
});

test('one member may read and another write: each grant has its own id', () => {
  const data = given();
  data.grantRead('all', 'group:all@acme.com');
  data.grantReadWrite('all', MEMBER);
  synthesized().resourceCountIs('google_storage_bucket_iam_member', 2);
});

test('a bucket that is managed elsewhere makes no bucket, and can be granted on', () => {
  const existing = Bucket.fromBucketName('acme-lake');
  expect(existing).toEqual({ bucketName: 'acme-lake', url: 'gs://acme-lake' });
  grantOnBucket(stack, 'Read', existing, 'roles/storage.objectViewer', MEMBER);
  expect(synthesized().addresses()).toEqual(['google_storage_bucket_iam_member.Read']);
  synthesized().hasResource('google_storage_bucket_iam_member', { bucket: 'acme-lake', member: MEMBER });
});

test('its url follows its name', () => {
  new TerraformOutput(stack, 'Url', { value: given().url });
  const { address } = synthesized().resources('google_storage_bucket')[0]!;
  expect(synthesized().resource('output.Url').properties.value).toBe(`gs://\${${address}.name}`);
});

test('a name that Google refuses is refused at once', () => {
  expect(() => given({ bucketName: 'Acme_Data' })).toThrow('stack/Data: bucket name "Acme_Data" is not valid');
});

test('a name that is known only at deployment is taken', () => {
  given({ bucketName: new TerraformVariable(stack, 'Name', {}).stringValue });
  expect(bucket().name).toBe('${var.Name}');
});

test('every argument can be reached through the default child', () => {
  (given().node.defaultChild as StorageBucket).storageClass = 'NEARLINE';
  expect(bucket().storage_class).toBe('NEARLINE');
});
