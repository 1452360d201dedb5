import { setTimeout as sleep } from 'node:timers/promises';
import { type GoogleApi } from './google/api';
import { type VertexPipelineJobs, vertexAt } from './google/vertex';

export interface ExperimentsOptions {
  readonly api: GoogleApi;
  readonly jobs: VertexPipelineJobs;
  readonly project: string;
  readonly region: string;
  /** Milliseconds before each look for the run in the metadata store. @default 15 seconds in all */
  readonly waits?: readonly number[];
}

/**
 * Vertex AI experiments: contexts of the metadata store, whose children are the runs. A job has no field for it, and the
 * run's own context is there only when the job has begun, so it is waited for.
 * https://cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.metadataStores.contexts
 */
export class Experiments {
  constructor(private readonly options: ExperimentsOptions) {}

  /** Records a run in an experiment, which is made if need be. A run is worth more than its record: never throws. */
  async record(experiment: string, jobId: string): Promise<'recorded' | { readonly notRecorded: string }> {
    try {
      await this.make(experiment);
      const run = await this.contextOf(jobId);
      if (run === undefined) return { notRecorded: 'the run has not begun' };
      await this.post(`${this.store}/contexts/${experiment}:addContextChildren`, { childContexts: [run] });
      return 'recorded';
    } catch (error) {
      return { notRecorded: (error as Error).message };
    }
  }

  private get store(): string {
    const { project, region } = this.options;
    return `projects/${project}/locations/${region}/metadataStores/default`;
  }

  /** Somebody may have made it meanwhile. */
  private async make(experiment: string): Promise<void> {
    const context = { displayName: experiment, schemaTitle: 'system.Experiment', schemaVersion: '0.0.1' };
    await this.post(`${this.store}/contexts`, context, { contextId: experiment });
  }

  private async contextOf(jobId: string): Promise<string | undefined> {
    for (const wait of this.options.waits ?? [1000, 2000, 4000, 8000]) {
      await sleep(wait);
      const job = await this.options.jobs.raw(jobId);
      const name = job?.jobDetail?.pipelineRunContext?.name;
      if (name) return name;
    }
    return undefined;
  }

  private async post(resource: string, body: object, query?: Record<string, string>): Promise<void> {
    const at = vertexAt(this.options.region, resource);
    await this.options.api.call({ method: 'POST', ...at, query, body, expected: [409] });
  }
}
