import { Bucket } from '../../../constructs/storage/bucket';
import { grantReadBelow } from '../../../constructs/storage/prefix-grant';
import { Template, testStack } from '../../../testing';

const BUCKET = Bucket.fromBucketName('acme-models');
const MEMBER = 'serviceAccount:serve@acme-churn-dev.iam.gserviceaccount.com';

const grant = (prefix: string) => {
  const stack = testStack();
  grantReadBelow(stack, 'Read', BUCKET, prefix, MEMBER);
  return Template.fromStack(stack).resource('google_storage_bucket_iam_member.Read').properties;
};

test('reading and listing are allowed below the prefix, and nowhere else', () => {
  expect(grant('churn/')).toEqual({
    bucket: 'acme-models',
    role: 'roles/storage.objectViewer',
    member: MEMBER,
    condition: {
      title: 'below churn/',
      description: 'Objects of churn/ only',
      expression:
        'resource.name.startsWith("projects/_/buckets/acme-models/objects/churn/") || ' +
        'api.getAttribute("storage.googleapis.com/objectListPrefix", "").startsWith("churn/")',
    },
  });
});

test.each(['', 'churn', '/churn/', 'a//b/', 'a") || true || ("/'])('the prefix %j is refused', (prefix) => {
  expect(() => grant(prefix)).toThrow(`stack: prefix "${prefix}" is not valid`);
});
