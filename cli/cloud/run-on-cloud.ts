import { randomUUID } from 'node:crypto';
import { askedJson, askedText } from '../views/asked-text';
import { showElapsed } from '../views/elapsed';
import { googleApi } from './google-api';
import { manualRun, type ManualRunOptions } from './manual-run';
import { publishRequest } from './publish-request';

export interface CloudRunOptions extends Omit<ManualRunOptions, 'event'> {
  /** @default a new one: each call asks for a run of its own */
  readonly event?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/**
 * Asks the environment of a configuration for a run, and returns what to print.
 *
 * @throws UsageError, ConfigError, LocalRunError for mistakes in what was given, OutsideError for what Google refuses
 */
export async function runOnCloud(pipeline: string, options: CloudRunOptions): Promise<string> {
  const event = options.event ?? `manual:${randomUUID()}`;
  const run = manualRun(pipeline, { ...options, event });
  const messageId = options.dryRun ? undefined : await published(run);
  return options.json ? askedJson(run, messageId) : askedText(run, messageId);
}

async function published(run: ReturnType<typeof manualRun>): Promise<string> {
  const elapsed = showElapsed('asking Pub/Sub', 'Ctrl-C stops waiting; the run may have been asked for');
  try {
    return await publishRequest(await googleApi(run.project), run);
  } finally {
    elapsed.end();
  }
}
