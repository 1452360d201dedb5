import { Bucket } from '../../../constructs/storage/bucket';
import { grantByPrefix, grantReadBelow } from '../../../constructs/storage/prefix-grant';
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

describe('by the beginnings of names', () => {
  const byPrefix = (prefixes: string[]) => {
    const stack = testStack();
    const names = { bucket: BUCKET, prefixes, title: 'state of dev' };
    grantByPrefix(stack, 'State', names, 'roles/storage.objectUser', MEMBER);
    return Template.fromStack(stack).resource('google_storage_bucket_iam_member.State').properties;
  };

  test('objects are in reach that have one of them', () => {
    expect(byPrefix(['churn/platform-dev/', 'churn/models-dev-'])).toEqual({
      bucket: 'acme-models',
      role: 'roles/storage.objectUser',
      member: MEMBER,
      condition: {
        title: 'state of dev',
        description: 'churn/platform-dev/, churn/models-dev-',
        expression: ['churn/platform-dev/', 'churn/models-dev-']
          .flatMap((prefix) => [
            `resource.name.startsWith("projects/_/buckets/acme-models/objects/${prefix}")`,
            `api.getAttribute("storage.googleapis.com/objectListPrefix", "").startsWith("${prefix}")`,
          ])
          .join(' || '),
      },
    });
  });

  test.each([
    [[], '0 prefixes: 1 to 6 are allowed'],
    [['a', 'b', 'c', 'd', 'e', 'f', 'g'], '7 prefixes: 1 to 6 are allowed'],
    [[''], 'prefix "" is not valid'],
    [['a") || true || ("'], 'prefix "a") || true || ("" is not valid'],
  ])('%j is refused', (prefixes, problem) => {
    expect(() => byPrefix(prefixes)).toThrow(problem);
  });
});
