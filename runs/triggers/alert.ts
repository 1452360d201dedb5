import * as z from 'zod';
import { issuesText } from '../issues';
import { runRequestSchema } from '../request';
import { type RequestWithEvent, type Translated } from './message';

/** User labels of an alert policy that asks for runs: which pipeline of which model. */
export const ALERT_LABELS = { model: 'mlops-model', purpose: 'mlops-purpose' } as const;

/**
 * What counts of a notification of Cloud Monitoring, schema version 1.2.
 * https://cloud.google.com/monitoring/support/notification-options#pubsub
 */
const notificationSchema = z.object({
  version: z.string(),
  incident: z.object({
    incident_id: z.string().min(1),
    state: z.enum(['open', 'closed']),
    policy_name: z.string().default('an alert policy'),
    policy_user_labels: z.record(z.string(), z.string()).nullish(),
    summary: z.string().default(''),
  }),
});

export const isAlert = (data: object): boolean => 'incident' in data;

/** An alert that goes off. Its incident is one event, however often somebody is notified of it. */
export function fromAlert(data: object): Translated {
  if ('version' in data && data.version === 'test') return { ignored: 'a test of the notification channel' };
  const read = notificationSchema.safeParse(data);
  if (!read.success) return { refused: `notification of another form: ${issuesText(read.error)}` };
  const { incident_id: id, state, policy_name, policy_user_labels, summary } = read.data.incident;
  if (state === 'closed') return { ignored: `incident ${id} is closed` };
  const labels = policy_user_labels ?? {};
  const model = labels[ALERT_LABELS.model];
  if (model === undefined)
    return { refused: `"${policy_name}" does not say whom it concerns: it has no user label ${ALERT_LABELS.model}` };
  const request = runRequestSchema.safeParse({
    version: 1,
    model,
    purpose: labels[ALERT_LABELS.purpose],
    reason: 'degradation',
    event: `alert:${id}`,
    detail: `${policy_name}: ${summary}`.slice(0, 2000),
  });
  if (!request.success) return { refused: `user labels of "${policy_name}": ${issuesText(request.error)}` };
  return { requests: [request.data as RequestWithEvent] };
}
