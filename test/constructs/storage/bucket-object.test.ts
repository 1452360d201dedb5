import { type StorageBucketObject } from '@cdktf/provider-google/lib/storage-bucket-object';
import { type TerraformStack } from 'cdktf';
import { StackFile } from '../../../constructs/core/stack-file';
import { Bucket } from '../../../constructs/storage/bucket';
import { BucketObject, type BucketObjectProps } from '../../../constructs/storage/bucket-object';
import { testStack } from '../../../testing';
import { readableTemplate } from '../../support/readable';

let stack: TerraformStack;

beforeEach(() => {
  stack = testStack();
});

const given = (props: Partial<BucketObjectProps> = {}) =>
  new BucketObject(stack, 'Object', {
    bucket: Bucket.fromBucketName('acme-pipelines'),
    objectName: 'routes.json',
    content: '{}',
    contentType: 'application/json',
    ...props,
  });
const file = () => new StackFile(stack, 'File', { fileName: 'a.yaml', content: 'a' });
const object = () => readableTemplate(stack).resource('google_storage_bucket_object.Object').properties;

test('text is changed in place', () => {
  given();
  expect(object()).toMatchObject({
    bucket: 'acme-pipelines',
    name: 'routes.json',
    content: '{}',
    content_type: 'application/json',
  });
  expect(object()).not.toHaveProperty('lifecycle');
});

test('a file is read from the folder of the stack; the new object is there before the old one goes', () => {
  const content = file();
  given({ objectName: `a/${content.sha256}.yaml`, content });
  expect(object()).toMatchObject({ source: 'assets/a.yaml', lifecycle: { create_before_destroy: true } });
  expect(object()).not.toHaveProperty('content');
});

test('the object of a file is named by its hash: under one name, the old one would go after the new one came', () => {
  const content = file();
  expect(() => given({ objectName: 'a.yaml', content })).toThrow(
    `stack/Object: object name "a.yaml" has to hold the hash of its file, ${content.sha256}`,
  );
});

test('an object can stay when another takes its place', () => {
  given();
  expect(object()).not.toHaveProperty('deletion_policy');
  stack = testStack();
  given({ keep: true });
  expect(object()).toMatchObject({ deletion_policy: 'ABANDON' });
});

test('it says where it is', () => {
  expect(given().url).toBe('gs://acme-pipelines/routes.json');
});

test('every other argument can be reached through the default child', () => {
  (given().node.defaultChild as StorageBucketObject).cacheControl = 'no-store';
  expect(object().cache_control).toBe('no-store');
});
