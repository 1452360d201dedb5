import { type Construct } from 'constructs';
import { Token } from 'cdktf';
import { StorageBucketIamMember } from '@cdktf/provider-google/lib/storage-bucket-iam-member';
import { validate } from '../core/errors';
import { type IBucket } from './bucket';

const FOLDER = /^[A-Za-z0-9._-]+(\/[A-Za-z0-9._-]+)*\/$/;
const NAME_START = /^[A-Za-z0-9._-]+(\/[A-Za-z0-9._-]+)*\/?$/;

/** An expression holds at most twelve operators: https://cloud.google.com/iam/docs/conditions-overview#limitations */
const MOST_PREFIXES = 6;

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
      broken: !Token.isUnresolved(prefix) && !FOLDER.test(prefix),
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
      expression: expressionOf(bucket, [prefix]),
    },
  });
}

/** Objects whose names begin with one of some prefixes. */
export interface ObjectNames {
  readonly bucket: IBucket;
  /** `churn/platform-dev/`, `churn/models-dev-`: one to six of them. */
  readonly prefixes: readonly string[];
  /** What they are, as the condition is called. */
  readonly title: string;
}

/**
 * Lets somebody read and list, or also write and delete, objects by the beginning of their names.
 *
 * @throws ValidationError when a prefix is not allowed, or when there are too many
 */
export function grantByPrefix(
  scope: Construct,
  id: string,
  { bucket, prefixes, title }: ObjectNames,
  role: 'roles/storage.objectViewer' | 'roles/storage.objectUser',
  member: string,
): void {
  validate(scope, [
    {
      broken: prefixes.length === 0 || prefixes.length > MOST_PREFIXES,
      problem: `${prefixes.length} prefixes: 1 to ${MOST_PREFIXES} are allowed`,
    },
    ...prefixes.map((prefix) => ({
      broken: !NAME_START.test(prefix),
      problem: `prefix "${prefix}" is not valid: letters, digits, ".", "_" and "-" in parts with "/" between`,
    })),
  ]);
  new StorageBucketIamMember(scope, id, {
    bucket: bucket.bucketName,
    role,
    member,
    condition: { title, description: prefixes.join(', '), expression: expressionOf(bucket, prefixes) },
  });
}

const expressionOf = ({ bucketName }: IBucket, prefixes: readonly string[]): string =>
  prefixes
    .flatMap((prefix) => [
      `resource.name.startsWith("projects/_/buckets/${bucketName}/objects/${prefix}")`,
      `api.getAttribute("storage.googleapis.com/objectListPrefix", "").startsWith("${prefix}")`,
    ])
    .join(' || ');
