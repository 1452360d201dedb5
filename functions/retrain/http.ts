import { readPush } from '../../runs/triggers/push';
import { handle, type Reply, type Services } from './handle';
import { logLine } from './log';

/** What is used of Express, which the Functions Framework calls with. */
export interface HttpRequest {
  readonly body?: unknown;
}
export interface HttpResponse {
  status(code: number): { send(text: string): unknown };
}

/** Pub/Sub takes these for an acknowledgement, and for "not now": https://cloud.google.com/pubsub/docs/push#receive_push */
const STATUS: Readonly<Record<Reply, number>> = { done: 204, again: 503 };

/** What calls without a message gets told so: whoever may call is Pub/Sub alone. */
const NO_PUSH = {
  decision: 'retry',
  because: 'no-push',
  detail: 'the call is no message as Pub/Sub pushes it',
} as const;

/** The function as the Functions Framework calls it. */
export const httpFunction =
  (services: () => Services) =>
  async ({ body }: HttpRequest, response: HttpResponse): Promise<void> => {
    const push = readPush(body);
    if (!push) services().log(logLine(NO_PUSH, {}));
    response.status(push ? STATUS[await handle(push, services())] : 400).send(push ? '' : `${NO_PUSH.detail}\n`);
  };
