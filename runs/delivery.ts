/**
 * How Pub/Sub delivers to the retraining function. The subscription in Terraform, the function's time limit, and the test
 * that simulates an outage take the numbers from here.
 *
 * Permanent problems never use up attempts: the function dead-letters them at the first (docs/adr/0012). So attempts are
 * there to sit out an outage. Waits double from the least to the most: 30 attempts span four hours, the five that are
 * Pub/Sub's default would be over within three minutes.
 * https://cloud.google.com/pubsub/docs/handling-failures
 */
export const DELIVERY = {
  minimumBackoff: '10s',
  maximumBackoff: '600s',
  maxDeliveryAttempts: 30,
  /** Longer than the function may take: a message that is being worked on is not delivered again meanwhile. */
  ackDeadlineSeconds: 180,
  functionTimeoutSeconds: 120,
  /** Of the message's data. What Google sends is far smaller; a log entry, the largest, has at most 256 KiB. */
  maxMessageBytes: 256 * 1024,
} as const;
