/** Messages as Google documents them, complete, so that what is read is found among what is not. */
import { type RunRequestInput } from '../../runs/request';
import { type Push } from '../../runs/triggers/push';
import { DATA_BUCKET, PROJECT } from './world';

let count = 0;

export interface Envelope {
  readonly messageId?: string;
  readonly publishTime?: string;
  readonly deliveryAttempt?: number;
  readonly attributes?: Readonly<Record<string, string>>;
}

/** https://cloud.google.com/pubsub/docs/push#receive_push */
export const push = (data: string, envelope: Envelope = {}): Push => {
  const messageId = envelope.messageId ?? String(10_000_000_000 + ++count);
  const publishTime = envelope.publishTime ?? '2026-03-02T04:00:00.123Z';
  return {
    message: {
      data: Buffer.from(data).toString('base64'),
      attributes: envelope.attributes ?? {},
      messageId,
      publishTime,
      ...{ message_id: messageId, publish_time: publishTime },
    },
    subscription: `projects/${PROJECT}/subscriptions/churn-dev-runs`,
    deliveryAttempt: envelope.deliveryAttempt ?? 1,
  };
};

export const requestPush = (request: Partial<RunRequestInput> = {}, envelope?: Envelope): Push =>
  push(JSON.stringify({ version: 1, model: 'churn', reason: 'manual', ...request }), envelope);

export interface ObjectNotice {
  readonly name?: string;
  readonly bucket?: string;
  readonly generation?: string;
  readonly eventType?: string;
}

/** https://cloud.google.com/storage/docs/pubsub-notifications#format */
export const storagePush = (notice: ObjectNotice = {}, envelope: Envelope = {}): Push => {
  const { name = 'incoming/orders/2026-03-01.parquet', bucket = DATA_BUCKET, generation = '1772416800123456' } = notice;
  const object = {
    kind: 'storage#object',
    id: `${bucket}/${name}/${generation}`,
    selfLink: `https://www.googleapis.com/storage/v1/b/${bucket}/o/${encodeURIComponent(name)}`,
    name,
    bucket,
    generation,
    metageneration: '1',
    contentType: 'application/octet-stream',
    timeCreated: '2026-03-02T04:00:00.100Z',
    updated: '2026-03-02T04:00:00.100Z',
    storageClass: 'STANDARD',
    size: '1024',
    md5Hash: '1B2M2Y8AsgTpgAmY7PhCfg==',
    etag: 'CJ+1+9mB0f4CEAE=',
  };
  const attributes = {
    notificationConfig: `projects/_/buckets/${bucket}/notificationConfigs/3`,
    eventType: notice.eventType ?? 'OBJECT_FINALIZE',
    payloadFormat: 'JSON_API_V1',
    bucketId: bucket,
    objectId: name,
    objectGeneration: generation,
    eventTime: '2026-03-02T04:00:00.100000Z',
  };
  return push(JSON.stringify(object), { ...envelope, attributes });
};

export interface TableChange {
  readonly table?: string;
  readonly insertId?: string;
  readonly change?: object;
  readonly status?: object;
}

/**
 * A log entry as a sink publishes it.
 * https://cloud.google.com/bigquery/docs/reference/auditlogs/rest/Shared.Types/BigQueryAuditMetadata
 */
export const logEntry = ({ table = 'orders', insertId = '-5b2g7ye3mbxk', change, status = {} }: TableChange = {}) => ({
  protoPayload: {
    '@type': 'type.googleapis.com/google.cloud.audit.AuditLog',
    status,
    authenticationInfo: { principalEmail: `loader@${PROJECT}.iam.gserviceaccount.com` },
    requestMetadata: { callerIp: 'private', callerSuppliedUserAgent: 'loader' },
    serviceName: 'bigquery.googleapis.com',
    methodName: 'google.cloud.bigquery.v2.JobService.InsertJob',
    authorizationInfo: [
      {
        resource: `projects/${PROJECT}/datasets/churn_dev_raw/tables/${table}`,
        permission: 'bigquery.tables.updateData',
        granted: true,
      },
    ],
    resourceName: `projects/${PROJECT}/datasets/churn_dev_raw/tables/${table}`,
    metadata: {
      '@type': 'type.googleapis.com/google.cloud.audit.BigQueryAuditMetadata',
      tableDataChange: change ?? {
        insertedRowsCount: '1000',
        reason: 'JOB',
        jobName: `projects/${PROJECT}/jobs/load_2026_03_01`,
      },
    },
  },
  insertId,
  resource: { type: 'bigquery_dataset', labels: { dataset_id: 'churn_dev_raw', project_id: PROJECT } },
  timestamp: '2026-03-02T04:00:00.100Z',
  severity: 'INFO',
  logName: `projects/${PROJECT}/logs/cloudaudit.googleapis.com%2Fdata_access`,
  receiveTimestamp: '2026-03-02T04:00:00.900Z',
});

export const tablePush = (change: TableChange = {}, envelope: Envelope = {}): Push =>
  push(JSON.stringify(logEntry(change)), {
    ...envelope,
    attributes: { 'logging.googleapis.com/timestamp': '2026-03-02T04:00:00.100Z' },
  });

export interface Incident {
  readonly id?: string;
  readonly state?: string;
  readonly labels?: Readonly<Record<string, string>> | null;
}

/** https://cloud.google.com/monitoring/support/notification-options#pubsub, schema version 1.2 */
export const alertPush = (
  { id = '0.n8x5cf3yyfo0', state = 'open', labels }: Incident = {},
  envelope?: Envelope,
): Push =>
  push(
    JSON.stringify({
      incident: {
        incident_id: id,
        scoping_project_id: PROJECT,
        scoping_project_number: 123456789012,
        url: `https://console.cloud.google.com/monitoring/alerting/alerts/${id}?project=${PROJECT}`,
        started_at: 1772424000,
        ended_at: state === 'closed' ? 1772427600 : 0,
        state,
        summary: 'violated_windows for churn is above the threshold of 1.000 with a value of 2.000.',
        apigee_url: '',
        observed_value: '2.000',
        resource: { type: 'global', labels: { project_id: PROJECT } },
        resource_type_display_name: 'Global',
        resource_id: '',
        resource_display_name: '',
        resource_name: `${PROJECT} Global labels {project_id=${PROJECT}}`,
        metric: {
          type: 'custom.googleapis.com/mlops/monitoring/violated_windows',
          displayName: 'violated_windows',
          labels: { model: 'churn', environment: 'dev', kind: 'drift' },
        },
        metadata: { system_labels: {}, user_labels: {} },
        policy_name: 'churn: skew or drift',
        policy_user_labels: labels === undefined ? { 'mlops-model': 'churn', 'mlops-purpose': 'training' } : labels,
        documentation: { content: 'What to look at.', mime_type: 'text/markdown', subject: 'churn drifts', links: [] },
        condition: {
          name: `projects/${PROJECT}/alertPolicies/123/conditions/456`,
          displayName: 'violated windows',
          conditionThreshold: { filter: '...', comparison: 'COMPARISON_GT', thresholdValue: 1, duration: '0s' },
        },
        condition_name: 'violated windows',
        threshold_value: '1',
        severity: 'No severity',
      },
      version: '1.2',
    }),
    envelope,
  );
