import { type Environment } from '../../constructs/core/environment';
import { type Purpose, type RunRequestInput } from '../../runs/request';
import { ALERT_LABELS } from '../../runs/triggers/alert';
import { type PubsubMessage } from '../../runs/triggers/message';
import { schedulePayload } from '../../runs/triggers/request';
import { type EventKind, type HistoryEvent, type PlacedEvent } from './event';

type Of<K extends EventKind> = Extract<HistoryEvent, { kind: K }>;
type Content = Pick<PubsubMessage, 'data' | 'attributes'>;

/** What Google would publish when something happens in an environment. */
export function messageOf({ event, index, time }: PlacedEvent, environment: Environment): PubsubMessage {
  const id = event.id ?? `entry-${index + 1}`;
  return {
    messageId: `message-${index + 1}`,
    publishTime: new Date(time).toISOString(),
    ...contentOf(event, id, environment),
  };
}

/** What Cloud Scheduler publishes when a schedule is due. */
export const messageOfSchedule = (model: string, purpose: Purpose, due: Date): PubsubMessage => ({
  messageId: `schedule-${model}-${purpose}-${due.getTime()}`,
  publishTime: due.toISOString(),
  data: base64(schedulePayload(model, purpose)),
  attributes: {},
});

function contentOf(event: HistoryEvent, id: string, environment: Environment): Content {
  switch (event.kind) {
    case 'new-data':
      return storageNotification(event, id, environment);
    case 'table-update':
      return logEntry(event, id, environment);
    case 'alert':
      return notification(event, id);
    case 'request':
      return request(event, id);
  }
}

/** https://cloud.google.com/storage/docs/pubsub-notifications#attributes */
function storageNotification({ object }: Of<'new-data'>, id: string, { naming }: Environment): Content {
  const bucketId = naming.name('bucket', 'data');
  const attributes = { eventType: 'OBJECT_FINALIZE', bucketId, objectId: object, objectGeneration: id };
  return { data: '', attributes };
}

/** https://cloud.google.com/bigquery/docs/reference/auditlogs/rest/Shared.Types/BigQueryAuditMetadata#tabledatachange */
function logEntry({ table }: Of<'table-update'>, id: string, { naming, project }: Environment): Content {
  const [purpose, name] = table.split('.') as [string, string];
  const resourceName = `projects/${project}/datasets/${naming.name('dataset', purpose)}/tables/${name}`;
  return json({ insertId: id, protoPayload: { resourceName, metadata: { tableDataChange: { jobName: id } } } });
}

/** https://cloud.google.com/monitoring/support/notification-options#pubsub */
function notification({ model }: Of<'alert'>, id: string): Content {
  const labels = { [ALERT_LABELS.model]: model, [ALERT_LABELS.purpose]: 'training' };
  const incident = { incident_id: id, state: 'open', policy_name: `data of ${model}`, policy_user_labels: labels };
  return json({ version: '1.2', incident });
}

function request({ model, purpose, parameters, ignoreCooldown }: Of<'request'>, id: string): Content {
  const asked: RunRequestInput = {
    version: 1,
    model,
    purpose,
    reason: 'manual',
    event: id,
    parameters,
    ignoreCooldown,
  };
  return json(asked);
}

const base64 = (text: string) => Buffer.from(text).toString('base64');
const json = (value: object): Content => ({ data: base64(JSON.stringify(value)), attributes: {} });
