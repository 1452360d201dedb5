import { type Answers } from './google';

export interface PublishedMessage {
  readonly data: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Topics of Pub/Sub: what was published to each. */
export class FakeTopics {
  private readonly published = new Map<string, PublishedMessage[]>();

  of(topic: string): readonly PublishedMessage[] {
    return this.published.get(topic) ?? [];
  }

  readonly answers: Answers = {
    'pubsub.projects.topics.publish': ({ parameters, body }) => {
      const { messages } = body as { messages: PublishedMessage[] };
      const topic = parameters.topic!;
      const all = [...this.of(topic), ...messages];
      this.published.set(topic, all);
      return { json: { messageIds: messages.map((_, index) => String(all.length - index)) } };
    },
  };
}
