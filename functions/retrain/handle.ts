import { type Push } from '../../runs/triggers/push';
import { type PubsubMessage, type RequestWithEvent } from '../../runs/triggers/message';
import { translate } from '../../runs/triggers/translate';
import { attempt, type Runner, verdictOf } from './attempt';
import { type DeadLetters, deadMessage, deadRequest } from './dead-letter';
import { type MessageToPublish } from './google/pubsub';
import { type Log, logLine, type Verdict } from './log';

export interface Services extends Runner {
  readonly deadLetters: DeadLetters;
  readonly log: Log;
}

/** `done`: Pub/Sub forgets the message. `again`: it delivers it once more. */
export type Reply = 'done' | 'again';

interface Part {
  readonly request?: RequestWithEvent;
  readonly verdict: Verdict;
}

/**
 * Everything the function does, without HTTP: one message to decisions, each with one line in the log.
 *
 * A message may ask for several runs. If one of them has to be tried again, the whole message comes again: what has
 * started is a duplicate then, and what never works waits with its dead letter until the last time.
 */
export async function handle(push: Push, services: Services): Promise<Reply> {
  const { message } = push;
  const parts = await partsOf(message, services);
  const again = parts.some(({ verdict }) => verdict.decision === 'retry');
  let reply: Reply = again ? 'again' : 'done';
  for (const part of parts) {
    const verdict = again ? waiting(part.verdict) : await buried(part, message, services);
    if (verdict.decision === 'retry') reply = 'again';
    services.log(
      logLine(verdict, { messageId: message.messageId, deliveryAttempt: push.deliveryAttempt }, part.request),
    );
  }
  return reply;
}

/** Several requests are of several models, which do not wait for each other. */
async function partsOf(message: PubsubMessage, services: Services): Promise<Part[]> {
  try {
    const translated = await translate(message, () => services.documents.routes());
    if ('ignored' in translated)
      return [{ verdict: { decision: 'skipped', because: 'ignored', detail: translated.ignored } }];
    if ('refused' in translated)
      return [{ verdict: { decision: 'dead-lettered', because: 'refused', detail: translated.refused } }];
    const partOf = async (request: RequestWithEvent) => ({ request, verdict: await attempt(request, services) });
    return await Promise.all(translated.requests.map(partOf));
  } catch (error) {
    return [{ verdict: verdictOf(error) }];
  }
}

const waiting = (verdict: Verdict): Verdict =>
  verdict.decision === 'dead-lettered' ? { ...verdict, decision: 'retry' } : verdict;

/** If the dead letter cannot be sent, Pub/Sub keeps the message, and at last sends it there itself. */
async function buried({ request, verdict }: Part, message: PubsubMessage, services: Services): Promise<Verdict> {
  if (verdict.decision !== 'dead-lettered') return verdict;
  const letter: MessageToPublish = request
    ? deadRequest(request, message, verdict.detail)
    : deadMessage(message, verdict.detail);
  try {
    await services.deadLetters(letter);
    return verdict;
  } catch (error) {
    const detail = `${verdict.detail}; and the dead letter: ${(error as Error).message}`;
    return { decision: 'retry', because: verdict.because, detail };
  }
}
