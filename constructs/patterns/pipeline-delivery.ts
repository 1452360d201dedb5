import { type Construct } from 'constructs';
import { type DeliveryTrigger } from '../../delivery/triggers';
import { type IRepository } from '../artifact-registry/repository';
import { Capability, type CapabilityInfo } from '../core/capability';
import { type Environment } from '../core/environment';
import { validate } from '../core/errors';
import { type IServiceAccount } from '../iam/service-account';
import { type INetwork } from '../network/network';
import { ProjectServices } from '../project/project-services';
import { type ITopic, Topic } from '../pubsub/topic';
import { type SecretVersionName } from '../source/connection-secrets';
import { DeliveredEnvironmentGrants } from './delivered-environment';
import { type DeliveryAccount, DeliveryAccounts } from './delivery-accounts';
import { DeliveryArtifacts } from './delivery-artifacts';
import { buildOnCloudBuild } from './delivery-cloud-build';
import { DeliveryFederation } from './delivery-federation';
import { DeliveryKeys } from './delivery-keys';
import { DeliveryMessages } from './delivery-messages';
import {
  type Builder,
  type DeliveredEnvironment,
  type DeliveryRepository,
  isRelayed,
  type StateBucket,
} from './delivery-options';
import { DeliveryPool } from './delivery-pool';
import { deliveryProblems } from './delivery-problems';
import { deliveryServices } from './delivery-services';
import { PIPELINE_DELIVERY } from './pipeline-delivery-info';

export interface PipelineDeliveryProps {
  /** Where builds, their accounts and what they push are: a project of its own. */
  readonly environment: Environment;
  /** What runs the builds. */
  readonly builder: Builder;
  /** The repository whose commits are built. */
  readonly repository: DeliveryRepository;
  /** The branch that is delivered. */
  readonly branch: string;
  /** What builds deploy to, in the order of promotion. */
  readonly environments: readonly DeliveredEnvironment[];
  /** Name of the environment that new pipelines are tried in. */
  readonly preStaging: string;
  /** What starts builds. */
  readonly triggers: readonly DeliveryTrigger[];
  /** Who approves builds that wait for it: IAM members. On another builder than Cloud Build, the host decides. */
  readonly approvers: readonly string[];
  /** @default - state is in local files: builds cannot deploy */
  readonly state?: StateBucket;
  /**
   * More repositories that environments pull images from.
   * @default - none
   */
  readonly images?: readonly IRepository[];
  /**
   * Token by which builds of Cloud Build comment on pull requests of a host outside Google Cloud. Changing it changes
   * which secret `ci` may read.
   * @default - what is planned is in the log of builds alone
   */
  readonly commentToken?: SecretVersionName;
  /**
   * Encrypt with keys of the project's own. Cannot change after the first deployment.
   * @default false
   */
  readonly customerManagedKeys?: boolean;
  /**
   * A network of the project that builds of a private environment reach.
   * @default - they reach Google and nothing else
   */
  readonly network?: INetwork;
}

/** From a commit to what runs: who builds, what starts it, and what it may touch. */
export class PipelineDelivery extends Capability {
  static readonly INFO: CapabilityInfo = PIPELINE_DELIVERY;

  readonly services: ProjectServices;
  readonly accounts: DeliveryAccounts;
  readonly artifacts: DeliveryArtifacts;
  /** Pool of the builds; only in a private environment. */
  readonly workerPool?: string;
  /** What jobs of another builder than Cloud Build name: `projects/NUMBER/.../providers/X`. */
  readonly identityProvider?: string;
  private readonly keys?: DeliveryKeys;

  /** @throws ValidationError when the parts do not fit together */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: PipelineDeliveryProps,
  ) {
    super(scope, id, PIPELINE_DELIVERY);
    validate(this, deliveryProblems(props));
    const { environment } = props;
    const { project } = environment;
    this.services = new ProjectServices(this, 'Services', { project, ...deliveryServices(props) });
    if (props.customerManagedKeys) this.keys = new DeliveryKeys(this, 'Keys', { environment, services: this.services });
    this.artifacts = new DeliveryArtifacts(this, 'Artifacts', { environment, encryptionKey: this.keys?.artifacts });
    this.workerPool = this.newPool();
    this.accounts = this.newAccounts();
    for (const delivered of props.environments) this.deliverTo(delivered);
    const { services, accounts, keys, workerPool } = this;
    if (props.builder === 'cloudBuild') buildOnCloudBuild(this, props, { services, accounts, keys, workerPool });
    else this.identityProvider = this.trustHost();
  }

  /** The account that builds of a kind run as, without looking it up. */
  static accountOf(environment: Environment, account: DeliveryAccount): IServiceAccount {
    return DeliveryAccounts.accountOf(environment, account);
  }

  /** The pool that builds of a private environment run in, likewise. */
  static poolOf(environment: Environment): string | undefined {
    return DeliveryPool.nameOf(environment);
  }

  /** Where Secure Source Manager's relay tells of events that wait for an approval, likewise. */
  static relayTopicOf({ project, naming }: Environment): ITopic {
    return Topic.fromTopicName(project, naming.name('topic', 'relay'));
  }

  /** Where a host that Pub/Sub cannot start looks for the messages of a trigger, likewise: `projects/P/subscriptions/S`. */
  static subscriptionOf(environment: Environment, { key }: Pick<DeliveryTrigger, 'key'>): string {
    return DeliveryMessages.subscriptionOf(environment, key);
  }

  private newPool(): string | undefined {
    const { environment, builder, network } = this.props;
    if (!environment.private || builder !== 'cloudBuild') return undefined;
    return new DeliveryPool(this, 'Builds', { environment, network }).poolName;
  }

  private newAccounts(): DeliveryAccounts {
    const { environment, environments } = this.props;
    const accounts = new DeliveryAccounts(this, 'Accounts', {
      environment,
      environments,
      relays: isRelayed(this.props),
      usesPool: this.workerPool !== undefined,
    });
    for (const [key, { member }] of accounts.all) {
      if (key === 'release') this.artifacts.grantReadWrite(key, member);
      else if (key !== 'relay') this.artifacts.grantRead(key, member);
    }
    return accounts;
  }

  private deliverTo(delivered: DeliveredEnvironment): void {
    const { images = [], state, preStaging } = this.props;
    const { name } = delivered.environment;
    new DeliveredEnvironmentGrants(this, `Environment-${name}`, {
      delivered,
      accounts: this.accounts,
      artifacts: this.artifacts,
      images,
      state,
      isPreStaging: name === preStaging,
    });
  }

  /** The host's own machines build: they are trusted by their identity tokens, and look for messages themselves. */
  private trustHost(): string {
    const { environment, repository, triggers, branch } = this.props;
    const { accounts } = this;
    if (repository.host !== 'github' && repository.host !== 'gitlab')
      throw new Error('deliveryProblems let it through');
    new DeliveryMessages(this, 'Messages', { environment, triggers, accounts });
    return new DeliveryFederation(this, 'Federation', {
      environment,
      host: repository.host,
      cloneUrl: repository.remoteUri,
      branch,
      triggers,
      accounts,
    }).providerName;
  }
}
