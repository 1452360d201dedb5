import { type Construct } from 'constructs';
import { Token } from 'cdktf';
import { StorageBucketIamMember } from '@cdktf/provider-google/lib/storage-bucket-iam-member';
import { validate } from '../core/errors';
import { type IBucket } from './bucket';

/**
 * Lets somebody read and list the objects of a bucket below a prefix, and no others.
 *
 * Reading is asked for on the object, listing on the bucket with the prefix as an attribute; so the condition has a
 * part for each (https://cloud.google.com/iam/docs/conditions-attribute-reference). Listing the whole bucket stays
 * refused: programs have to name the prefix.
 *
 * @param prefix ends with a slash, as `churn/`
 */
export function grantReadBelow(scope: Construct, id: string, bucket: IBucket, prefix: string, member: string): void {
  validate(scope, [
    {
      broken: !Token.isUnresolved(prefix) && !/^[A-Za-z0-9._-]+(\/[A-Za-z0-9._-]+)*\/$/.test(prefix),
      problem: `prefix "${prefix}" is not valid: letters, digits, ".", "_" and "-" in parts that each end with "/"`,
    },
  ]);
  new StorageBucketIamMember(scope, id, {
    bucket: bucket.bucketName,
    role: 'roles/storage.objectViewer',
    member,
    condition: {
      title: `below ${prefix}`,
      description: `Objects of ${prefix} only`,
      expression: [
        `resource.name.startsWith("projects/_/buckets/${bucket.bucketName}/objects/${prefix}")`,
        `api.getAttribute("storage.googleapis.com/objectListPrefix", "").startsWith("${prefix}")`,
      ].join(' || '),
    },
  });
}
