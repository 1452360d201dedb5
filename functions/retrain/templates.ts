import { createHash } from 'node:crypto';
import { parseAllDocuments } from 'yaml';
import { type PipelineSpecJson } from '../../runs/pipeline-job';
import { type RunSpec } from '../../runs/plan';
import { PermanentProblem } from '../../runs/problems';
import { type GoogleApi } from './google/api';
import { readObject } from './google/storage';

/** Compiled pipelines. What has a digest never changes, so each is read once. */
export class Templates {
  private readonly known = new Map<string, PipelineSpecJson>();

  constructor(private readonly api: GoogleApi) {}

  /**
   * The compiled pipeline; `undefined` when it lies in Artifact Registry, where Vertex AI reads it by its digest.
   *
   * @throws PermanentProblem when it is not there, or not what the plan was written for
   */
  async spec({ uri, digest }: RunSpec['template']): Promise<PipelineSpecJson | undefined> {
    const [, bucket, name] = /^gs:\/\/([^/]+)\/(.+)$/.exec(uri) ?? [];
    if (bucket === undefined || name === undefined) return undefined;
    const known = this.known.get(digest);
    if (known) return known;
    const stored = await readObject(this.api, { bucket, name });
    if (stored === undefined || stored === 'unchanged') throw new PermanentProblem(`there is no template ${uri}`);
    const actual = `sha256:${createHash('sha256').update(stored.bytes).digest('hex')}`;
    if (actual !== digest) throw new PermanentProblem(`${uri} is ${actual}, and the plan is for ${digest}`);
    const spec = specIn(uri, stored.bytes);
    this.known.set(digest, spec);
    return spec;
  }
}

/** The first document of the file: compilers may add one for other platforms. */
function specIn(uri: string, bytes: Uint8Array): PipelineSpecJson {
  const [document] = parseAllDocuments(Buffer.from(bytes).toString('utf8'));
  const spec: unknown = document?.errors.length === 0 ? document.toJS() : undefined;
  if (typeof spec === 'object' && spec !== null && 'root' in spec) return spec as PipelineSpecJson;
  throw new PermanentProblem(`${uri} is no compiled pipeline`);
}
