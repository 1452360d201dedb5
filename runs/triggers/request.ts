import { issuesText } from '../issues';
import { type Purpose, type RunRequest, type RunRequestInput, runRequestSchema } from '../request';
import { type PubsubMessage, type Translated } from './message';

/** What Cloud Scheduler publishes. */
export const schedulePayload = (model: string, purpose: Purpose): string =>
  JSON.stringify({ version: 1, model, purpose, reason: 'schedule' } satisfies RunRequestInput);

/** A request as it is written down here, of a schedule, a person or a program. */
export function fromRequest(data: unknown, message: PubsubMessage): Translated {
  const read = runRequestSchema.safeParse(data);
  if (!read.success) return { refused: `no run request: ${issuesText(read.error)}` };
  return { requests: [{ ...read.data, event: read.data.event ?? eventOf(read.data, message) }] };
}

/**
 * Schedules are due at most once a minute, and Cloud Scheduler may publish twice for one time. What others publish is a
 * thing of its own each time; what Pub/Sub delivers again keeps its id.
 */
const eventOf = ({ reason }: RunRequest, { messageId, publishTime }: PubsubMessage): string =>
  reason === 'schedule'
    ? `schedule:${new Date(publishTime).toISOString().slice(0, 'YYYY-MM-DDThh:mm'.length)}`
    : `message:${messageId}`;
