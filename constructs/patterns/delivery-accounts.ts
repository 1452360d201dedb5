import { Construct } from 'constructs';
import { accountKey, environmentOf, type TriggerAccount } from '../../delivery/triggers';
import { type Environment } from '../core/environment';
import { type IServiceAccount, ServiceAccount } from '../iam/service-account';
import { type DeliveredEnvironment } from './delivery-options';

export interface DeliveryAccountsProps {
  /** Where builds are, and under which names. */
  readonly environment: Environment;
  /** Each gets an account that deploys it, and one that promotes models there. */
  readonly environments: readonly DeliveredEnvironment[];
  /** Whether events of the repository are relayed to triggers. */
  readonly relays: boolean;
  /** Whether builds run in a pool of the project. */
  readonly usesPool: boolean;
}

/** Who builds, and the relay. */
export type DeliveryAccount = TriggerAccount | 'relay';

const PURPOSES = {
  ci: 'Checks pull requests: reads, and changes nothing',
  e2e: 'Starts runs of new pipelines where they are tried',
  release: 'Pushes images, packages and templates of pipelines',
  relay: 'Tells triggers that the repository cannot start what happened in it',
} as const;

/** The account of each kind of build; what deploys, and what promotes models, is one for each environment. */
export class DeliveryAccounts extends Construct {
  private readonly accounts: ReadonlyMap<string, ServiceAccount>;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: DeliveryAccountsProps,
  ) {
    super(scope, id);
    const kinds = (['ci', 'e2e', 'release', ...(props.relays ? (['relay'] as const) : [])] as const).map(
      (kind): [string, ServiceAccount] => [kind, this.account(kind, kind, PURPOSES[kind])],
    );
    const ofEnvironments = props.environments.flatMap(({ environment: { name } }) => [
      this.ofEnvironment({ cd: name }, `Deploys ${name}`),
      this.ofEnvironment({ promote: name }, `Tests new models in ${name}, and asks for their promotion`),
    ]);
    this.accounts = new Map([...kinds, ...ofEnvironments]);
  }

  /** The id of an account, by which others know it. */
  static idOf({ naming }: Environment, account: DeliveryAccount): string {
    if (typeof account === 'string') return naming.name('serviceAccount', account);
    return naming.name('serviceAccount', account.cd === undefined ? 'promote' : 'cd', environmentOf(account));
  }

  /** An account of delivery, without looking it up. */
  static accountOf(environment: Environment, account: DeliveryAccount): IServiceAccount {
    return ServiceAccount.fromAccountId(environment.project, DeliveryAccounts.idOf(environment, account));
  }

  /** @throws Error for an environment that is not delivered */
  get(account: DeliveryAccount): ServiceAccount {
    const found = this.accounts.get(keyOf(account));
    if (!found) throw new Error(`${this.node.path} has no account ${keyOf(account)}`);
    return found;
  }

  /** All of them, by a key that may be part of a construct's id. */
  get all(): readonly (readonly [key: string, account: ServiceAccount])[] {
    return [...this.accounts];
  }

  private ofEnvironment(account: TriggerAccount, description: string): [string, ServiceAccount] {
    const key = keyOf(account);
    return [key, this.account(key, account, description)];
  }

  private account(id: string, account: DeliveryAccount, description: string): ServiceAccount {
    const { environment, usesPool } = this.props;
    const { project, naming } = environment;
    return new ServiceAccount(this, id, {
      accountId: DeliveryAccounts.idOf(environment, account),
      project,
      displayName: naming.displayName(id),
      description,
      projectRoles: ['roles/logging.logWriter', ...(usesPool ? ['roles/cloudbuild.workerPoolUser'] : [])],
    });
  }
}

const keyOf = (account: DeliveryAccount): string => (account === 'relay' ? account : accountKey(account));
