import { Construct } from 'constructs';
import { StorageBucket, type StorageBucketLifecycleRule } from '@cdktf/provider-google/lib/storage-bucket';
import { StorageBucketIamMember } from '@cdktf/provider-google/lib/storage-bucket-iam-member';
import { dependenciesOf, type EncryptionKey } from '../core/encryption';
import { validateName } from '../core/naming/naming';

export interface IBucket {
  readonly bucketName: string;
  /** `gs://NAME` */
  readonly url: string;
}

export interface BucketProps {
  /** Unique in all of Google Cloud. Changing it replaces the bucket. */
  readonly bucketName: string;
  /** Google Cloud project id. Changing it replaces the bucket. */
  readonly project: string;
  /** Region. Changing it replaces the bucket. */
  readonly location: string;
  /**
   * Refuse to destroy or replace the bucket.
   * @default true
   */
  readonly protect?: boolean;
  /** @default - a key of Google */
  readonly encryptionKey?: EncryptionKey;
  /**
   * Bucket that gets the access log.
   * @default - no access log
   */
  readonly accessLogs?: IBucket;
  /**
   * Days after which an overwritten or deleted version of an object is deleted for good.
   * @default 90
   */
  readonly keepVersionsDays?: number;
  /** @default - none besides the one for old versions */
  readonly lifecycleRules?: readonly StorageBucketLifecycleRule[];
}

/** Days in which a deleted object can be restored, whatever was done to its versions. 7 to 90. */
const SOFT_DELETE_SECONDS = 7 * 24 * 3600;

/** A bucket: uniform access, never public, versioned, restorable. */
export class Bucket extends Construct implements IBucket {
  readonly bucketName: string;
  readonly url: string;

  constructor(scope: Construct, id: string, props: BucketProps) {
    super(scope, id);
    validateName(this, 'bucket', props.bucketName);
    const protect = props.protect ?? true;
    const bucket = new StorageBucket(this, 'Resource', {
      name: props.bucketName,
      project: props.project,
      location: props.location,
      uniformBucketLevelAccess: true,
      publicAccessPrevention: 'enforced',
      versioning: { enabled: true },
      softDeletePolicy: { retentionDurationSeconds: SOFT_DELETE_SECONDS },
      forceDestroy: !protect,
      lifecycleRule: [deleteOldVersions(props.keepVersionsDays ?? 90), ...(props.lifecycleRules ?? [])],
      encryption: props.encryptionKey && { defaultKmsKeyName: props.encryptionKey.keyName },
      logging: props.accessLogs && { logBucket: props.accessLogs.bucketName, logObjectPrefix: props.bucketName },
      lifecycle: protect ? { preventDestroy: true } : undefined,
      dependsOn: dependenciesOf(props.encryptionKey),
    });
    this.bucketName = bucket.name;
    this.url = `gs://${bucket.name}`;
  }

  /** A bucket that is managed elsewhere. */
  static fromBucketName(bucketName: string): IBucket {
    return { bucketName, url: `gs://${bucketName}` };
  }

  /** Read objects and list them. */
  grantRead(id: string, member: string): void {
    this.grant(`Read-${id}`, 'roles/storage.objectViewer', member);
  }

  /** Read, write and delete objects, but not change the bucket. */
  grantReadWrite(id: string, member: string): void {
    this.grant(`ReadWrite-${id}`, 'roles/storage.objectUser', member);
  }

  /** Add objects without being able to read them. */
  grantCreate(id: string, member: string): void {
    this.grant(`Create-${id}`, 'roles/storage.objectCreator', member);
  }

  /** See that the bucket is there and list its objects, as programs do before they write. */
  grantDescribe(id: string, member: string): void {
    this.grant(`Describe-${id}`, 'roles/storage.legacyBucketReader', member);
  }

  private grant(id: string, role: string, member: string): void {
    grantOnBucket(this, id, this, role, member);
  }
}

/** A grant on a bucket that another stack made. */
export function grantOnBucket(scope: Construct, id: string, bucket: IBucket, role: string, member: string): void {
  new StorageBucketIamMember(scope, id, { bucket: bucket.bucketName, role, member });
}

const deleteOldVersions = (days: number): StorageBucketLifecycleRule => ({
  action: { type: 'Delete' },
  condition: { daysSinceNoncurrentTime: days, withState: 'ARCHIVED' },
});

/** Deletes objects below a prefix some days after they were made. */
export const deleteBelow = (prefix: string, days: number): StorageBucketLifecycleRule => ({
  action: { type: 'Delete' },
  condition: { age: days, matchesPrefix: [prefix], withState: 'ANY' },
});
