import { type GoogleApi, jsonOf } from './api';

export interface MessageToPublish {
  /** Base64. */
  readonly data: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

/**
 * Publishes a message.
 *
 * @param topic `projects/P/topics/T`
 * @returns the id that Pub/Sub gave it
 */
export async function publish(api: GoogleApi, topic: string, message: MessageToPublish): Promise<string> {
  const path = `/v1/${topic}:publish`;
  const body = { messages: [message] };
  const answer = await api.call({ method: 'POST', host: 'pubsub.googleapis.com', path, body });
  return (jsonOf(answer) as { messageIds: string[] }).messageIds[0]!;
}
