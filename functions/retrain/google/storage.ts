import { type GoogleApi } from './api';

export interface StoredObject {
  /** Another one at each change of the object. */
  readonly generation: string;
  readonly bytes: Uint8Array;
}

/**
 * An object of Cloud Storage.
 *
 * @param known generation that the caller has: an object that still is the same is not sent again
 * @returns `undefined` when there is none
 */
export async function readObject(
  api: GoogleApi,
  { bucket, name, known }: { readonly bucket: string; readonly name: string; readonly known?: string },
): Promise<StoredObject | 'unchanged' | undefined> {
  const path = `/storage/v1/b/${encodeURIComponent(bucket)}/o/${encodeURIComponent(name)}`;
  const query = { alt: 'media', ifGenerationNotMatch: known };
  const answer = await api.call({ method: 'GET', host: 'storage.googleapis.com', path, query, expected: [304, 404] });
  if (answer.status === 404) return undefined;
  if (answer.status === 304) return 'unchanged';
  return { generation: answer.headers.get('x-goog-generation') ?? '', bytes: answer.bytes };
}
