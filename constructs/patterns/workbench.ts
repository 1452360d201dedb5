import { Annotations, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { Sleep } from '@cdktf/provider-time/lib/sleep';
import { type EncryptionKey } from '../core/encryption';
import { type Environment } from '../core/environment';
import { validate } from '../core/errors';
import { principalId } from '../core/principals';
import { type IServiceAccount, ServiceAccount } from '../iam/service-account';
import { type INetwork } from '../network/network';
import { WorkbenchInstance, type WorkbenchInstanceProps } from '../workbench/workbench-instance';

type Chosen =
  'machineType' | 'bootDiskGb' | 'dataDiskGb' | 'idleShutdownMinutes' | 'allowDownloads' | 'upgradeSchedule';

/** A workbench as a team asks for it: either of one owner, or of several users. */
export interface WorkbenchOptions extends Pick<WorkbenchInstanceProps, Chosen> {
  /**
   * The one person or service account that opens it: `user:...` or `serviceAccount:...`. Changing it replaces the
   * instance and loses its disks.
   * @default - `users` open it
   */
  readonly owner?: string;
  /**
   * IAM members who open it together, all with the rights of its service account. Single accounts: Google lets no
   * group into JupyterLab.
   * @default - `owner` opens it
   */
  readonly users?: readonly string[];
  /**
   * Zone of the environment's region, by its letter. Changing it replaces the instance and loses its disks.
   * @default - the first zone of the region
   */
  readonly zone?: string;
}

export interface WorkbenchProps {
  /** Where it is built, under which names, and how protected. */
  readonly environment: Environment;
  /** Names instance and account. */
  readonly key: string;
  /** What its owner chose. */
  readonly options: WorkbenchOptions;
  /** Network that it stands in. */
  readonly network: INetwork;
  /** Custom role with what users need to start and stop the instance. */
  readonly operatorRole: string;
  /** @default - a key of Google */
  readonly encryptionKey?: EncryptionKey;
}

/** What notebooks do on the project; what data they reach is granted on the stores. */
const PROJECT_ROLES = ['roles/aiplatform.user', 'roles/bigquery.jobUser'];

/** Time in which a fresh account and its roles come into force. An instance that starts sooner fails to register. */
const GRANT_PROPAGATION = '60s';

/** One Workbench instance with an account of its own, and who may use it. */
export class Workbench extends Construct {
  readonly account: ServiceAccount;
  readonly instance: WorkbenchInstance;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: WorkbenchProps,
  ) {
    super(scope, id);
    const users = this.validUsers();
    this.account = this.newAccount();
    this.instance = this.newInstance();
    for (const user of users) {
      this.account.grantUse(principalId(user), user);
      this.instance.grantOperate(principalId(user), user, props.operatorRole);
    }
  }

  private validUsers(): readonly string[] {
    const { environment, options } = this.props;
    const { owner, users, zone } = options;
    validate(this, [
      {
        broken: zone === 'a' && firstZone(environment.region) !== 'a',
        problem: `zone "a": ${environment.region} has the zones b, c and d only`,
      },
      {
        broken: (owner === undefined) === (users === undefined),
        problem: 'either owner or users has to be given, and not both',
      },
      { broken: users?.length === 0, problem: 'users is empty: at least one IAM member has to open the workbench' },
      {
        broken: owner !== undefined && !/^(user|serviceAccount):/.test(owner),
        problem: `owner "${owner}" is not one account: "user:..." or "serviceAccount:..." is allowed; for several people give users`,
      },
    ]);
    for (const user of users ?? []) this.warnOfGroup(user);
    return [...new Set(owner === undefined ? users : [owner])];
  }

  /** https://cloud.google.com/vertex-ai/docs/workbench/instances/manage-access-jupyterlab */
  private warnOfGroup(user: string): void {
    if (/^(user|serviceAccount):/.test(user)) return;
    Annotations.of(this).addWarning(
      `${user} is not a single account: Google lets only single accounts into JupyterLab, so name the members instead`,
    );
  }

  /** The account of a workbench, without looking it up. */
  static accountOf({ project, naming }: Environment, key: string): IServiceAccount {
    return ServiceAccount.fromAccountId(project, naming.name('serviceAccount', 'workbench', key));
  }

  private newAccount(): ServiceAccount {
    const { environment, key } = this.props;
    return new ServiceAccount(this, 'Account', {
      accountId: environment.naming.name('serviceAccount', 'workbench', key),
      project: environment.project,
      displayName: environment.naming.displayName('workbench', key),
      description: `What notebooks of the workbench ${key} run as`,
      projectRoles: PROJECT_ROLES,
    });
  }

  private newInstance(): WorkbenchInstance {
    const { environment, key, options, network, encryptionKey } = this.props;
    const { owner, zone = firstZone(environment.region) } = options;
    const ready = new Sleep(this, 'Ready', {
      createDuration: GRANT_PROPAGATION,
      triggers: { account: this.account.email },
      dependsOn: resourcesOf(this.account),
    });
    return new WorkbenchInstance(this, 'Instance', {
      ...instanceOptions(options),
      instanceId: environment.naming.name('workbenchInstance', 'workbench', key),
      project: environment.project,
      zone: `${environment.region}-${zone}`,
      network,
      serviceAccount: this.account,
      owner: owner?.replace(/^[^:]+:/, ''),
      encryptionKey,
      protect: environment.protect,
      // Without its way to Google's APIs an instance that starts never becomes active.
      startAfter: [ready, ...resourcesOf(network)],
    });
  }
}

/** The resources of a construct that was made here; none of what exists already. */
const resourcesOf = (made: object): TerraformResource[] =>
  Construct.isConstruct(made) ? made.node.findAll().filter(TerraformResource.isTerraformResource) : [];

/** Regions begin with zone a, but for two: https://cloud.google.com/compute/docs/regions-zones */
const firstZone = (region: string): string => (['europe-west1', 'us-east1'].includes(region) ? 'b' : 'a');

const instanceOptions = (options: WorkbenchOptions): Pick<WorkbenchOptions, Chosen> => {
  const { machineType, bootDiskGb, dataDiskGb, idleShutdownMinutes, allowDownloads, upgradeSchedule } = options;
  return { machineType, bootDiskGb, dataDiskGb, idleShutdownMinutes, allowDownloads, upgradeSchedule };
};
