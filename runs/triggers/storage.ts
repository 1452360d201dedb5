import { modelsOfObject, type Routes } from '../routes';
import { trainings } from './arrival';
import { type PubsubMessage, type Translated } from './message';

/** Whether Cloud Storage says so: it puts what happened into attributes. */
export const isStorageNotification = ({ attributes }: PubsubMessage): boolean =>
  'eventType' in attributes && 'bucketId' in attributes;

/**
 * A new object, or a new generation of one. Cloud Storage may say it twice: the generation tells.
 * https://cloud.google.com/storage/docs/pubsub-notifications#attributes
 */
export function fromStorage({ attributes }: PubsubMessage, routes: Routes): Translated {
  const { eventType, bucketId, objectId, objectGeneration } = attributes;
  if (eventType !== 'OBJECT_FINALIZE') return { ignored: `${eventType} is no arrival of data` };
  if (!bucketId || !objectId || !objectGeneration)
    return { refused: 'notification of Cloud Storage without bucketId, objectId or objectGeneration' };
  const name = `gs://${bucketId}/${objectId}`;
  if (objectId.endsWith('/')) return { ignored: `${name} is a folder` };
  return trainings({
    models: modelsOfObject(routes, bucketId, objectId),
    reason: 'new-data',
    event: `${name}#${objectGeneration}`,
    detail: `new object ${name}`,
    nobody: `no model waits for ${name}`,
  });
}
