import { Construct } from 'constructs';
import { StorageBucketObject } from '@cdktf/provider-google/lib/storage-bucket-object';
import { validate } from '../core/errors';
import { StackFile } from '../core/stack-file';
import { type IBucket } from './bucket';

export interface BucketObjectProps {
  /** Changing it replaces the object. */
  readonly bucket: IBucket;
  /** Path within the bucket. Changing it replaces the object. The name of a file's object holds the file's hash. */
  readonly objectName: string;
  /** Text, which is changed in place; or a file, which is never changed: another one gets another name. */
  readonly content: string | StackFile;
  /** Media type, such as `application/json`. Changing it replaces the object. */
  readonly contentType: string;
  /**
   * Leave the object where it is when another takes its place, or when it is no longer declared.
   * @default false
   */
  readonly keep?: boolean;
}

/** An object in a bucket. */
export class BucketObject extends Construct {
  readonly bucketName: string;
  readonly objectName: string;
  /** `gs://BUCKET/NAME` */
  readonly url: string;

  /** @throws ValidationError when the object of a file would be overwritten by the next one */
  constructor(scope: Construct, id: string, props: BucketObjectProps) {
    super(scope, id);
    const { content, objectName } = props;
    const file = content instanceof StackFile ? content : undefined;
    validate(this, [
      {
        broken: file !== undefined && !objectName.includes(file.sha256),
        problem: `object name "${objectName}" has to hold the hash of its file, ${file?.sha256}: who reads it would not notice another one`,
      },
    ]);
    const object = new StorageBucketObject(this, 'Resource', {
      bucket: props.bucket.bucketName,
      name: objectName,
      contentType: props.contentType,
      deletionPolicy: props.keep ? 'ABANDON' : undefined,
      ...(file
        ? // The new one is there before what refers to the old one has changed.
          { source: file.path, lifecycle: { createBeforeDestroy: true } }
        : { content: content as string }),
    });
    this.bucketName = props.bucket.bucketName;
    this.objectName = object.name;
    this.url = `${props.bucket.url}/${objectName}`;
  }
}
