import { createHash } from 'node:crypto';
import { type Answers, googleError } from './google';

/** Objects of Cloud Storage, in memory, by `gs://BUCKET/NAME`. */
export class FakeStorage {
  private readonly objects = new Map<string, { bytes: Buffer; generation: string }>();

  put(uri: string, content: string): void {
    const generation = createHash('sha256').update(content).digest().readBigUInt64BE().toString();
    this.objects.set(uri, { bytes: Buffer.from(content), generation });
  }

  putJson(uri: string, value: unknown): void {
    this.put(uri, JSON.stringify(value));
  }

  readonly answers: Answers = {
    'storage.objects.get': ({ parameters, query }) => {
      const uri = `gs://${parameters.bucket}/${parameters.object}`;
      const found = this.objects.get(uri);
      if (!found) return googleError(404, 'NOT_FOUND', `No such object: ${uri}`);
      const headers = { 'x-goog-generation': found.generation };
      if (query.get('ifGenerationNotMatch') === found.generation) return { status: 304, headers };
      return { bytes: found.bytes, headers };
    },
  };
}
