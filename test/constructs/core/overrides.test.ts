import { type TerraformStack } from 'cdktf';
import { applyOverrides } from '../../../constructs/core/overrides';
import { Bucket, deleteBelow } from '../../../constructs/storage/bucket';
import { Template, testStack } from '../../../testing';

let stack: TerraformStack;

beforeEach(() => {
  stack = testStack({ labels: { team: 'retention' } });
  new Bucket(stack, 'Data', {
    bucketName: 'acme-data',
    project: 'acme-churn-dev',
    location: 'europe-west4',
    lifecycleRules: [deleteBelow('tmp/', 30)],
  });
});

const override = (args: Record<string, unknown>) => applyOverrides(stack, { [addressOfBucket()]: args });
const addressOfBucket = () => Template.fromStack(stack).resources('google_storage_bucket')[0]!.address;
const bucket = () => Template.fromStack(stack).resources('google_storage_bucket')[0]!.properties;

test('an argument changes', () => {
  override({ location: 'europe-west1' });
  expect(bucket().location).toBe('europe-west1');
});

test('an argument within a block changes and its neighbours stay', () => {
  override({ 'soft_delete_policy.retention_duration_seconds': 0, 'autoclass.enabled': true });
  expect(bucket()).toMatchObject({
    soft_delete_policy: { retention_duration_seconds: 0 },
    autoclass: { enabled: true },
    versioning: { enabled: true },
  });
});

test('an argument that the kit does not set is added', () => {
  override({ default_event_based_hold: true, custom_placement_config: { data_locations: ['EUROPE-WEST1'] } });
  expect(bucket()).toMatchObject({
    default_event_based_hold: true,
    custom_placement_config: { data_locations: ['EUROPE-WEST1'] },
  });
});

test('an index reaches into a list and leaves the rest of it', () => {
  override({ 'lifecycle_rule.1.condition.age': 7 });
  expect(bucket().lifecycle_rule).toEqual([
    { action: { type: 'Delete' }, condition: { days_since_noncurrent_time: 90, with_state: 'ARCHIVED' } },
    { action: { type: 'Delete' }, condition: { age: 7, matches_prefix: ['tmp/'], with_state: 'ANY' } },
  ]);
});

test('the index after the last one adds to a list', () => {
  const rule = { action: { type: 'AbortIncompleteMultipartUpload' }, condition: { age: 1 } };
  override({ 'lifecycle_rule.2': rule });
  expect(bucket().lifecycle_rule).toHaveLength(3);
  expect(bucket().lifecycle_rule).toContainEqual(rule);
});

test('a list is replaced, not added to', () => {
  override({ lifecycle_rule: [] });
  expect(bucket().lifecycle_rule).toEqual([]);
});

test('a block is replaced, not merged', () => {
  override({ 'lifecycle_rule.0.condition': { age: 1 } });
  expect(bucket().lifecycle_rule).toMatchObject([{ condition: { age: 1 } }, {}]);
  expect(bucket().lifecycle_rule).not.toHaveProperty([0, 'condition', 'with_state']);
});

test('null takes an argument away', () => {
  override({ force_destroy: null });
  expect(bucket().force_destroy ?? undefined).toBeUndefined();
});

test('meta-arguments and labels of the stack can be overridden', () => {
  override({ 'lifecycle.prevent_destroy': false, 'labels.team': 'growth' });
  expect(bucket()).toMatchObject({ lifecycle: { prevent_destroy: false }, labels: { team: 'growth' } });
});

test('several resources are overridden at once', () => {
  new Bucket(stack, 'More', { bucketName: 'acme-more', project: 'acme-churn-dev', location: 'europe-west4' });
  const addresses = Template.fromStack(stack).addresses();
  applyOverrides(stack, Object.fromEntries(addresses.map((address) => [address, { location: 'EU' }])));
  expect(
    Template.fromStack(stack)
      .resources('google_storage_bucket')
      .map((r) => r.properties.location),
  ).toEqual(['EU', 'EU']);
});

test('an address that does not exist is reported with those that do', () => {
  expect(applyOverrides(stack, { 'google_storage_bucket.Dta': { location: 'EU' } })).toEqual([
    { address: 'google_storage_bucket.Dta', known: [addressOfBucket()] },
  ]);
});

test.each([
  ['lifecycle_rule.condition.age', '"lifecycle_rule" is a list of 2: give an index from 0 to 2, not "condition"'],
  ['lifecycle_rule.3.condition.age', '"lifecycle_rule" is a list of 2: give an index from 0 to 2, not "3"'],
  ['versioning.0.enabled', '"versioning" is one block, not a list: leave out the "0"'],
  ['cors.0.origin', '"cors" is not there yet: give the whole list'],
  ['location.region', '"location" is "europe-west4", which has no "region": set it as a whole'],
  ['versioning..enabled', 'parts are joined by one full stop each'],
])('the path %s is refused with the reason', (path, reason) => {
  expect(() => override({ [path]: 1 })).toThrow(`stack/Data/Resource: override "${path}": ${reason}`);
});

test('all wrong paths of a resource are reported at once', () => {
  expect(() => override({ 'location.a': 1, 'versioning.0.enabled': 1 })).toThrow(/location\.a.*versioning\.0/);
});

test('two paths of which one lies within the other are refused', () => {
  expect(() => override({ versioning: {}, 'versioning.enabled': false })).toThrow(
    'overrides "versioning" and "versioning.enabled" overlap: write the second into the value of the first',
  );
});

test('nothing is changed on a resource with a wrong path', () => {
  expect(() => override({ location: 'EU', 'location.a': 1 })).toThrow();
  expect(bucket().location).toBe('europe-west4');
});
