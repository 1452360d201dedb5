import { Construct } from 'constructs';
import { LoggingProjectBucketConfig } from '@cdktf/provider-google/lib/logging-project-bucket-config';
import { LoggingProjectSink } from '@cdktf/provider-google/lib/logging-project-sink';
import { ProjectIamAuditConfig } from '@cdktf/provider-google/lib/project-iam-audit-config';
import { dependenciesOf, type EncryptionKey } from '../core/encryption';
import { type Naming, validateName } from '../core/naming/naming';

export interface AuditLogsProps {
  /** Google Cloud project id. Changing it replaces the log bucket. */
  readonly project: string;
  /** Region of the log bucket. Changing it replaces the bucket. */
  readonly location: string;
  /** Names of the environment. */
  readonly naming: Naming;
  /** Days that entries are kept, 1 to 3650. */
  readonly retentionDays: number;
  /** APIs whose data access is logged, as `aiplatform.googleapis.com`. Entries are billed by volume. */
  readonly dataAccessOf: readonly string[];
  /**
   * A log bucket gets its key when it is made, never later.
   * @default - a key of Google
   */
  readonly encryptionKey?: EncryptionKey;
  /**
   * Refuse to destroy or replace the log bucket.
   * @default true
   */
  readonly protect?: boolean;
}

/** Every audit entry of the project: who changed what, who read which data; kept in a log bucket of its own. */
export class AuditLogs extends Construct {
  constructor(scope: Construct, id: string, props: AuditLogsProps) {
    super(scope, id);
    const { project, naming } = props;
    const bucketId = naming.name('logBucket', 'audit');
    validateName(this, 'logBucket', bucketId);
    const bucket = new LoggingProjectBucketConfig(this, 'Resource', {
      project,
      location: props.location,
      bucketId,
      description: 'Audit log entries',
      retentionDays: props.retentionDays,
      cmekSettings: props.encryptionKey && { kmsKeyName: props.encryptionKey.keyName },
      lifecycle: (props.protect ?? true) ? { preventDestroy: true } : undefined,
      dependsOn: dependenciesOf(props.encryptionKey),
    });
    // A sink to a log bucket of its own project needs no grant to its writer.
    new LoggingProjectSink(this, 'Sink', {
      project,
      name: naming.name('logSink', 'audit'),
      destination: `logging.googleapis.com/${bucket.id}`,
      filter: 'logName:"cloudaudit.googleapis.com"',
      uniqueWriterIdentity: true,
    });
    for (const service of new Set(props.dataAccessOf)) {
      new ProjectIamAuditConfig(this, `DataAccess-${service.replace('.googleapis.com', '')}`, {
        project,
        service,
        auditLogConfig: [{ logType: 'ADMIN_READ' }, { logType: 'DATA_READ' }, { logType: 'DATA_WRITE' }],
      });
    }
  }
}
