import { type AlertCondition, beyond } from '../monitoring/conditions';
import { type AlertDocumentation } from '../monitoring/alert-policy';

/** Half an hour in which the oldest request was not acted on: longer than any outage that passes by itself. */
const STUCK_SECONDS = 1800;

const metric = (name: string, subscription: string, align: string) => ({
  filter: `metric.type="pubsub.googleapis.com/subscription/${name}" resource.type="pubsub_subscription" resource.label.subscription_id="${subscription}"`,
  align,
  reduce: 'REDUCE_MAX',
  groupBy: [],
});

/** What is watched of the queue of run requests. */
export const queueConditions = (queue: string, undelivered: string): AlertCondition[] => [
  beyond('A request could not be acted on', metric('num_undelivered_messages', undelivered, 'ALIGN_MAX'), {
    above: 0,
    forSeconds: 0,
  }),
  beyond('Requests are waiting', metric('oldest_unacked_message_age', queue, 'ALIGN_MAX'), {
    above: STUCK_SECONDS,
    forSeconds: 300,
  }),
];

export const queueGuide = (undelivered: string, project: string): AlertDocumentation => ({
  means:
    'Something asked for a run of a pipeline, and no run was started or refused for it: models may be trained late, or not at all.',
  firstSteps: [
    `See what it is, without taking it away: \`gcloud pubsub subscriptions pull ${undelivered} --project=${project} --limit=10\`. The attributes say why.`,
    'Search the logs of the function: each decision is one line, each failure has its reason.',
    'Repair the cause, publish the message again if it still matters (docs/retraining.md), then pull with `--auto-ack`: the alert ends when nothing is left.',
  ],
});
