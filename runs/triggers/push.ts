import * as z from 'zod';
import { type PubsubMessage } from './message';

/** https://cloud.google.com/pubsub/docs/push#receive_push: fields may be added, and some come in both spellings. */
const pushSchema = z.object({
  message: z.object({
    data: z.string().default(''),
    attributes: z.record(z.string(), z.string()).default({}),
    messageId: z.string().min(1),
    publishTime: z.iso.datetime({ offset: true }),
  }),
  subscription: z.string(),
  /** Of a subscription with a dead-letter topic only. */
  deliveryAttempt: z.int().optional(),
});

/** A message as a push subscription delivers it. */
export type Push = z.output<typeof pushSchema> & { readonly message: PubsubMessage };

/** `undefined` when the body of a call is no push of Pub/Sub. */
export const readPush = (body: unknown): Push | undefined => pushSchema.safeParse(body).data;
