import { type PubsubMessage, type RequestWithEvent } from '../../runs/triggers/message';
import { type GoogleApi } from './google/api';
import { type MessageToPublish, publish } from './google/pubsub';

/** Where messages go that never work. */
export type DeadLetters = (message: MessageToPublish) => Promise<void>;

export const deadLettersTo =
  (api: GoogleApi, topic: string): DeadLetters =>
  async (message) => {
    await publish(api, topic, message);
  };

/** What a dead letter says about itself, beside what the message said. Values of attributes have at most 1024 bytes. */
const attributesOf = ({ messageId, publishTime }: PubsubMessage, why: string) => ({
  mlopsProblem: Buffer.from(why)
    .subarray(0, 1000)
    .toString('utf8')
    .replace(/\uFFFD$/, ''),
  mlopsMessageId: messageId,
  mlopsPublishTime: publishTime,
});

/** The whole message, as it came. */
export const deadMessage = (message: PubsubMessage, why: string): MessageToPublish => ({
  data: message.data,
  attributes: { ...message.attributes, ...attributesOf(message, why) },
});

/**
 * One request of a message: others of it may have worked. It names its event, so publishing its data to the topic of runs
 * asks for the same thing once more.
 */
export const deadRequest = (request: RequestWithEvent, message: PubsubMessage, why: string): MessageToPublish => ({
  data: Buffer.from(JSON.stringify(request)).toString('base64'),
  attributes: attributesOf(message, why),
});
