import { type Construct } from 'constructs';
import { Capability, type CapabilityInfo } from '../core/capability';
import { type EncryptionKey } from '../core/encryption';
import { type Environment } from '../core/environment';
import { validate } from '../core/errors';
import { principalId } from '../core/principals';
import { type IServiceAccount, ServiceAccount } from '../iam/service-account';
import { grantReadBelow } from '../storage/prefix-grant';
import { Endpoint } from '../vertex-ai/endpoint';
import { DataStores } from './data-stores';
import { MODEL_SERVING } from './model-serving-info';
import { PredictorRole } from './predictor-role';

export interface ModelServingProps {
  /** Where it is built, under which names, and how protected. */
  readonly environment: Environment;
  /** The model's key in the config. Changing it makes another endpoint. */
  readonly model: string;
  /** @default - none */
  readonly description?: string;
  /** Machine type that the model is deployed on. */
  readonly machine: string;
  /** Fewest and most replicas. */
  readonly replicas: readonly [number, number];
  /**
   * Share of requests that are logged, above 0 and at most 1.
   * @default 1
   */
  readonly sampling?: number;
  /**
   * Who may ask for predictions: IAM members. Whoever holds `roles/aiplatform.user` on the project may without.
   * @default - nobody else
   */
  readonly callers?: readonly string[];
  /**
   * Who may deploy models that run as the model's own serving account: IAM members. The owner of an account that is
   * given says so himself.
   * @default - nobody
   */
  readonly deployers?: readonly string[];
  /**
   * Projects that reach a private endpoint besides its own, once and for all: Google refuses to change them later.
   * Without effect when the environment is public.
   * @default - none
   */
  readonly consumerProjects?: readonly string[];
  /**
   * Key of the endpoint. Changing it replaces the endpoint.
   * @default - a key of Google
   */
  readonly encryptionKey?: EncryptionKey;
  /**
   * Identity of the deployed model. A project has 100 service accounts unless Google raises the quota: share one
   * between models that may see each other's artifacts.
   * @default - an account of its own
   */
  readonly servingAccount?: IServiceAccount;
}

/**
 * Serves one model: endpoint, request log, identity, and who may call it.
 *
 * Uploading to and listing the model registry needs nothing here: the registry has no access of its own, it goes by
 * `roles/aiplatform.user` on the project, which people get from the foundation and pipelines from their runner account.
 * The serving account gets no role on Vertex AI at all.
 */
export class ModelServing extends Capability {
  static readonly INFO: CapabilityInfo = MODEL_SERVING;

  readonly endpoint: Endpoint;
  readonly servingAccount: IServiceAccount;
  /** Where the model's artifacts lie: `gs://BUCKET/MODEL/`. */
  readonly artifactUri: string;
  /** Deploys a registered model by hand; `MODEL_ID` is what `gcloud ai models list` shows. */
  readonly deployCommand: string;

  constructor(scope: Construct, id: string, props: ModelServingProps) {
    super(scope, id, MODEL_SERVING);
    const [fewest, most] = props.replicas;
    validate(this, [
      {
        broken: !(Number.isInteger(fewest) && Number.isInteger(most) && fewest >= 1 && fewest <= most),
        problem: `replicas [${fewest}, ${most}] are not valid: [fewest, most], whole numbers, 1 <= fewest <= most`,
      },
    ]);
    this.endpoint = this.newEndpoint(props);
    this.servingAccount = props.servingAccount ?? this.newServingAccount(props);
    grantReadBelow(
      this,
      'Artifacts',
      DataStores.modelBucketOf(props.environment),
      `${props.model}/`,
      this.servingAccount.member,
    );
    this.artifactUri = `${DataStores.modelBucketOf(props.environment).url}/${props.model}/`;
    this.deployCommand = deployCommand(props, this.endpoint.endpointId);
    const role = PredictorRole.roleNameOf(props.environment);
    for (const caller of new Set(props.callers)) this.endpoint.grantPredict(principalId(caller), caller, role);
  }

  /**
   * Where requests to a model are logged: `bq://PROJECT.DATASET.TABLE`. Vertex AI makes the table; monitoring and
   * retraining read it under this name. The hyphens of a key become underscores, which keys do not hold.
   */
  static requestTableOf(environment: Environment, model: string): string {
    const { project, datasetId } = DataStores.predictionsOf(environment);
    return `bq://${project}.${datasetId}.${model.replaceAll('-', '_')}_requests`;
  }

  /** The account that a model is served as, unless another one was given. */
  static accountOf(environment: Environment, model: string): IServiceAccount {
    return ServiceAccount.fromAccountId(environment.project, servingAccountId(environment, model));
  }

  private newEndpoint(props: ModelServingProps): Endpoint {
    const { environment, model } = props;
    return new Endpoint(this, 'Endpoint', {
      endpointId: environment.naming.endpointId(model),
      displayName: environment.naming.displayName('serving', model),
      description: props.description,
      project: environment.project,
      location: environment.region,
      access: environment.private ? { consumerProjects: props.consumerProjects ?? [] } : 'public',
      requestLogging: { table: ModelServing.requestTableOf(environment, model), sampling: props.sampling },
      encryptionKey: props.encryptionKey,
      protect: environment.protect,
    });
  }

  private newServingAccount({ environment, model, deployers }: ModelServingProps): ServiceAccount {
    const account = new ServiceAccount(this, 'Account', {
      accountId: servingAccountId(environment, model),
      project: environment.project,
      displayName: environment.naming.displayName('serving', model),
      description: `Runs the deployed model ${model}`,
      projectRoles: ['roles/logging.logWriter'],
    });
    for (const deployer of new Set(deployers)) account.grantUse(principalId(deployer), deployer);
    return account;
  }
}

const servingAccountId = ({ naming }: Environment, model: string) => naming.name('serviceAccount', 'serving', model);

/** https://cloud.google.com/sdk/gcloud/reference/ai/endpoints/deploy-model; `0` stands for the model being deployed. */
function deployCommand(props: ModelServingProps, endpointId: string): string {
  const { environment, model, machine, replicas } = props;
  const account = props.servingAccount ?? ModelServing.accountOf(environment, model);
  return [
    `gcloud ai endpoints deploy-model ${endpointId}`,
    `--project=${environment.project}`,
    `--region=${environment.region}`,
    '--model=MODEL_ID',
    `--display-name=${model}`,
    `--machine-type=${machine}`,
    `--min-replica-count=${replicas[0]}`,
    `--max-replica-count=${replicas[1]}`,
    `--service-account=${account.email}`,
    '--traffic-split=0=100',
  ].join(' ');
}
