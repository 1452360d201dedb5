import { type LoggingProjectBucketConfig } from '@cdktf/provider-google/lib/logging-project-bucket-config';
import { type TerraformStack } from 'cdktf';
import { AuditLogs, type AuditLogsProps } from '../../../constructs/logging/audit-logs';
import { Template, testEnvironment, testStack } from '../../../testing';
import { GRANT, KEY } from '../../support/encryption';

const { project, region, naming } = testEnvironment();
const STORAGE = 'storage.googleapis.com';

let stack: TerraformStack;

beforeEach(() => {
  stack = testStack();
});

const given = (props: Partial<AuditLogsProps> = {}) =>
  new AuditLogs(stack, 'AuditLogs', {
    project,
    location: region,
    naming,
    retentionDays: 365,
    dataAccessOf: [STORAGE],
    ...props,
  });
const synthesized = () => Template.fromStack(stack);
const bucket = () => synthesized().resources('google_logging_project_bucket_config')[0]!;

test('entries are kept in a log bucket of the region for as long as asked', () => {
  given({ retentionDays: 730 });
  expect(bucket().properties).toMatchObject({
    project,
    location: 'europe-west4',
    bucket_id: 'churn-dev-audit',
    retention_days: 730,
  });
});

test('the log bucket is protected, unless losing it is allowed', () => {
  given();
  expect(bucket().properties.lifecycle).toEqual({ prevent_destroy: true });
  stack = testStack();
  given({ protect: false });
  expect(bucket().properties.lifecycle).toBeUndefined();
});

test('every audit entry of the project goes there, and nothing else', () => {
  given();
  synthesized().hasResource('google_logging_project_sink', {
    project,
    destination: `logging.googleapis.com/\${${bucket().address}.id}`,
    filter: 'logName:"cloudaudit.googleapis.com"',
  });
});

test('reading and writing data is audited for the APIs that are named, each once', () => {
  given({ dataAccessOf: [STORAGE, 'aiplatform.googleapis.com', STORAGE] });
  synthesized().resourceCountIs('google_project_iam_audit_config', 2);
  synthesized().hasResource('google_project_iam_audit_config', {
    project,
    service: STORAGE,
    audit_log_config: [{ log_type: 'ADMIN_READ' }, { log_type: 'DATA_READ' }, { log_type: 'DATA_WRITE' }],
  });
});

test('a key of Google encrypts unless one is given', () => {
  given();
  expect(bucket().properties).not.toHaveProperty('cmek_settings');
});

test('a key of the project encrypts from the start, once its grant is there', () => {
  given({ encryptionKey: KEY });
  expect(bucket().properties).toMatchObject({ cmek_settings: { kms_key_name: KEY.keyName }, depends_on: [GRANT] });
});

test('the log bucket can be reached through the default child', () => {
  (given().node.defaultChild as LoggingProjectBucketConfig).enableAnalytics = true;
  expect(bucket().properties.enable_analytics).toBe(true);
});
