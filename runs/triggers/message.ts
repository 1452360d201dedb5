import { type RunRequest } from '../request';

/**
 * A message of Pub/Sub, in its own words.
 * https://cloud.google.com/pubsub/docs/reference/rest/v1/PubsubMessage
 */
export interface PubsubMessage {
  /** Given by Pub/Sub: the same at each delivery, another when somebody publishes again. */
  readonly messageId: string;
  /** RFC 3339. */
  readonly publishTime: string;
  /** Base64. */
  readonly data: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** What became of a message: runs that are asked for, or nothing, with the reason. */
export type Translated =
  | { readonly requests: readonly RequestWithEvent[] }
  /** As it should be: there is nothing to do. */
  | { readonly ignored: string }
  /** It can never be acted on: for the dead-letter topic. */
  | { readonly refused: string };

/** A request whose event is known. */
export type RequestWithEvent = RunRequest & { readonly event: string };
