import { setTimeout as sleep } from 'node:timers/promises';
import { type GoogleApi } from '../../functions/retrain/google/api';
import { publish } from '../../functions/retrain/google/pubsub';
import { PermanentProblem, TransientProblem } from '../../runs/problems';
import { OutsideError } from '../failure';
import { type ManualRun } from './manual-run';

/** Milliseconds before each further attempt. The event makes repeating safe: two messages of one event start one run. */
const WAITS = [1000, 3000];

/**
 * Publishes a request to the topic of its environment.
 *
 * @param waits milliseconds before each further attempt
 * @returns the id of the message
 * @throws OutsideError when Pub/Sub refuses, or does not answer
 */
export async function publishRequest(
  api: GoogleApi,
  run: ManualRun,
  waits: readonly number[] = WAITS,
): Promise<string> {
  const data = Buffer.from(JSON.stringify(run.request)).toString('base64');
  for (const wait of [...waits, undefined]) {
    try {
      return await publish(api, run.topic, { data });
    } catch (error) {
      if (!(error instanceof TransientProblem) || wait === undefined) throw outside(error, run);
      await sleep(wait);
    }
  }
  throw new Error('unreachable');
}

function outside(error: unknown, { topic, environment }: ManualRun): unknown {
  if (!(error instanceof PermanentProblem || error instanceof TransientProblem)) return error;
  return new OutsideError(`${error.message}${adviceFor(error.message, topic, environment)}`);
}

function adviceFor(message: string, topic: string, environment: string): string {
  if (/: 404\b/.test(message)) return `; is ${environment} deployed, with level 1 or higher? There is no ${topic}`;
  if (/: 403\b/.test(message)) return '; who may ask for runs is in `people` of the configuration, once it is deployed';
  return '';
}
