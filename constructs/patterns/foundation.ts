import { type Construct } from 'constructs';
import { Capability, type CapabilityInfo } from '../core/capability';
import { type EncryptionKey } from '../core/encryption';
import { type Environment } from '../core/environment';
import { principalId } from '../core/principals';
import { ProjectGrants } from '../iam/project-grants';
import { type IServiceAccount, ServiceAccount } from '../iam/service-account';
import { KeyRing } from '../kms/key-ring';
import { type KeyPurpose, PlatformKeys } from '../kms/platform-keys';
import { AuditLogs } from '../logging/audit-logs';
import { type INetwork, Network } from '../network/network';
import { ProjectServices } from '../project/project-services';
import { Bucket } from '../storage/bucket';
import { buildersOf, type People, rolesByMember, TRAINING_ROLES } from './people';

export interface FoundationProps {
  /** Where it is built, under which names, and how protected. */
  readonly environment: Environment;
  /** APIs to enable: those of every capability of the platform, and more. */
  readonly services: readonly string[];
  /** Who works with the platform. */
  readonly people: People;
  /**
   * Encrypt with keys of the project's own. Cannot change after the first deployment.
   * @default false
   */
  readonly customerManagedKeys?: boolean;
  /**
   * Use this network.
   * @default - a network is made
   */
  readonly existingNetwork?: INetwork;
  /**
   * Range of the subnet that is made.
   * @default '10.10.0.0/20'
   */
  readonly networkRange?: string;
  /** APIs whose data access is audited. */
  readonly auditDataAccessOf: readonly string[];
  /** Days that audit logs are kept. */
  readonly logRetentionDays: number;
  /**
   * More project roles, by a key of your own.
   * @default - none
   */
  readonly access?: Readonly<Record<string, { readonly member: string; readonly roles: readonly string[] }>>;
}

/** Cloud Storage writes access logs as this group: https://cloud.google.com/storage/docs/access-logs#delivery */
const ACCESS_LOG_WRITER = 'group:cloud-storage-analytics@google.com';

/** What everything else stands on: APIs and their agents, network, keys, logs, and who may work with the platform. */
export class Foundation extends Capability {
  static readonly INFO: CapabilityInfo = {
    kind: 'foundation',
    title: 'Foundation',
    sinceLevel: 0,
    makes:
      'APIs and their service agents, network with private Google access, keys, audit and access logs, access of people',
    services: [
      'cloudresourcemanager.googleapis.com',
      'compute.googleapis.com',
      'iam.googleapis.com',
      'logging.googleapis.com',
      'storage.googleapis.com',
    ],
  };

  readonly services: ProjectServices;
  readonly network: INetwork;
  /** Bucket that gets the access logs of the others. */
  readonly accessLogs: Bucket;
  /** The identity of custom training jobs. */
  readonly trainingAccount: ServiceAccount;
  private readonly keys?: PlatformKeys;

  constructor(scope: Construct, id: string, props: FoundationProps) {
    super(scope, id, Foundation.INFO);
    const { environment } = props;
    this.services = new ProjectServices(this, 'Services', {
      project: environment.project,
      services: [
        ...props.services,
        ...Foundation.servicesOf(environment),
        ...(props.customerManagedKeys ? PlatformKeys.servicesFor(props.services) : []),
      ],
    });
    if (props.customerManagedKeys) this.keys = this.platformKeys(environment);
    this.network = props.existingNetwork ?? this.newNetwork(props);
    this.accessLogs = this.accessLogBucket(environment);
    this.auditLogs(props);
    this.trainingAccount = this.training(environment);
    this.grantToPeople(props);
  }

  /** The key of a purpose; undefined when keys are Google's. */
  key(purpose: KeyPurpose): EncryptionKey | undefined {
    return this.keys?.get(purpose);
  }

  /** The key of a purpose in an environment that has keys of its own, for stacks other than the one that makes it. */
  static keyOf({ project, region, naming }: Environment, purpose: KeyPurpose): EncryptionKey {
    return { keyName: KeyRing.keyNameOf(project, region, naming.name('keyRing', 'main'), purpose), ready: [] };
  }

  /** The account of training jobs in an environment, for what is made elsewhere. */
  static trainingAccountOf({ project, naming }: Environment): IServiceAccount {
    return ServiceAccount.fromAccountId(project, naming.name('serviceAccount', 'training'));
  }

  private static servicesOf(environment: Environment): string[] {
    return [...Foundation.INFO.services, ...(environment.private ? ['dns.googleapis.com'] : [])];
  }

  private platformKeys({ project, region, naming }: Environment): PlatformKeys {
    return new PlatformKeys(this, 'Keys', {
      project,
      location: region,
      keyRingId: naming.name('keyRing', 'main'),
      services: this.services,
    });
  }

  private newNetwork({ environment, networkRange }: FoundationProps): Network {
    const { project, region, naming } = environment;
    return new Network(this, 'Network', { project, region, naming, range: networkRange, private: environment.private });
  }

  private accessLogBucket({ project, region, naming, protect }: Environment): Bucket {
    const bucket = new Bucket(this, 'AccessLogs', {
      bucketName: naming.name('bucket', 'logs'),
      project,
      location: region,
      protect,
      encryptionKey: this.key('storage'),
    });
    bucket.grantCreate('cloud-storage', ACCESS_LOG_WRITER);
    return bucket;
  }

  private auditLogs({ environment, logRetentionDays, auditDataAccessOf }: FoundationProps): void {
    new AuditLogs(this, 'AuditLogs', {
      project: environment.project,
      location: environment.region,
      naming: environment.naming,
      retentionDays: logRetentionDays,
      dataAccessOf: auditDataAccessOf,
      protect: environment.protect,
      encryptionKey: this.key('logging'),
    });
  }

  private training({ project, naming }: Environment): ServiceAccount {
    return new ServiceAccount(this, 'Training', {
      accountId: naming.name('serviceAccount', 'training'),
      project,
      displayName: naming.displayName('training'),
      description: 'Runs custom training jobs',
      projectRoles: TRAINING_ROLES,
    });
  }

  private grantToPeople({ environment, people, access }: FoundationProps): void {
    const { project } = environment;
    for (const [member, roles] of rolesByMember(people)) {
      new ProjectGrants(this, `People-${principalId(member)}`, { project, member, roles });
    }
    for (const member of buildersOf(people)) this.trainingAccount.grantUse(principalId(member), member);
    for (const [key, grant] of Object.entries(access ?? {}))
      new ProjectGrants(this, `Access-${key}`, { project, ...grant });
  }
}
