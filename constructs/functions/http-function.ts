import { type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { CloudRunServiceIamMember } from '@cdktf/provider-google/lib/cloud-run-service-iam-member';
import { Cloudfunctions2Function } from '@cdktf/provider-google/lib/cloudfunctions2-function';
import { dependenciesOf, type EncryptionKey } from '../core/encryption';
import { validate } from '../core/errors';
import { validateName } from '../core/naming/naming';
import { type IServiceAccount } from '../iam/service-account';
import { type IVpcConnector } from '../network/vpc-connector';
import { type ProjectServices } from '../project/project-services';
import { type BucketObject } from '../storage/bucket-object';
import { type FunctionBuild } from './function-build';

export interface HttpFunctionProps {
  /** Changing it replaces the function, and with it its address. */
  readonly functionName: string;
  /** Google Cloud project id. Changing it replaces the function. */
  readonly project: string;
  /** Changing it replaces the function. */
  readonly region: string;
  /** What it does, as the console shows it. */
  readonly description: string;
  /** A zip with `package.json` and the code. Another object builds the function anew. */
  readonly source: BucketObject;
  /** Name of the function that the code exports or registers. */
  readonly entryPoint: string;
  /**
   * https://cloud.google.com/functions/docs/runtime-support
   * @default 'nodejs24'
   */
  readonly runtime?: string;
  /** Who builds it, and where its image goes. */
  readonly build: FunctionBuild;
  /** What it runs as. */
  readonly account: IServiceAccount;
  /** What enables the APIs that a function is built and served by. */
  readonly services: ProjectServices;
  /** @default - none */
  readonly environment?: Readonly<Record<string, string>>;
  /**
   * Seconds that an answer may take, 1 to 3600.
   * @default 60
   */
  readonly timeoutSeconds?: number;
  /**
   * Memory of an instance, such as `512Mi` or `1Gi`.
   * @default '512Mi'
   */
  readonly memory?: string;
  /**
   * Most instances at one time.
   * @default 10
   */
  readonly maxInstances?: number;
  /**
   * Requests that an instance answers at one time, 1 to 1000. More than one takes a whole CPU.
   * @default 1
   */
  readonly concurrency?: number;
  /**
   * Of source, image and instances; the build's repository has to have the same.
   * @default - a key of Google
   */
  readonly encryptionKey?: EncryptionKey;
  /**
   * What everything that the function reaches is reached through.
   * @default - Google's own network
   */
  readonly connector?: IVpcConnector;
}

/** What builds and serves a function, besides Cloud Functions itself. */
const BUILT_WITH = ['artifactregistry.googleapis.com', 'cloudbuild.googleapis.com', 'run.googleapis.com'];

/**
 * A function (Cloud Functions, 2nd generation) that answers HTTP requests from inside the project, from callers that were
 * granted it, and no others. Google patches its runtime without a deployment.
 */
export class HttpFunction extends Construct {
  /** `https://...run.app`: the address, and the audience of tokens for it. */
  readonly url: string;
  readonly functionName: string;

  /** @throws ValidationError when the name or a number is not allowed, or an API is not enabled */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: HttpFunctionProps,
  ) {
    super(scope, id);
    const { timeoutSeconds = 60, concurrency = 1, maxInstances = 10, encryptionKey } = props;
    validateName(this, 'function', props.functionName);
    validate(this, [
      between('timeoutSeconds', timeoutSeconds, 1, 3600),
      between('concurrency', concurrency, 1, 1000),
      between('maxInstances', maxInstances, 1, 1000),
    ]);
    const resource = new Cloudfunctions2Function(this, 'Resource', {
      name: props.functionName,
      project: props.project,
      location: props.region,
      description: props.description,
      kmsKeyName: encryptionKey?.keyName,
      buildConfig: this.buildConfig(),
      serviceConfig: {
        ...this.serviceConfig(),
        timeoutSeconds,
        maxInstanceCount: maxInstances,
        maxInstanceRequestConcurrency: concurrency,
        availableCpu: concurrency > 1 ? '1' : undefined,
      },
      dependsOn: [...(dependenciesOf(encryptionKey) ?? []), ...this.buildReady()],
    });
    this.functionName = resource.name;
    this.url = resource.serviceConfig.uri;
  }

  /**
   * Lets somebody call the function. A function is called through the Cloud Run service of its name.
   *
   * @returns the grant, for who has to wait for it
   */
  grantInvoke(id: string, member: string): ITerraformDependable {
    return new CloudRunServiceIamMember(this, `Invoke-${id}`, {
      project: this.props.project,
      location: this.props.region,
      service: this.functionName,
      role: 'roles/run.invoker',
      member,
    });
  }

  private buildConfig() {
    const { runtime = 'nodejs24', entryPoint, source, build, project, region } = this.props;
    return {
      runtime,
      entryPoint,
      serviceAccount: build.account.name,
      dockerRepository: `projects/${project}/locations/${region}/repositories/${build.repository.repositoryId}`,
      automaticUpdatePolicy: {},
      source: { storageSource: { bucket: source.bucketName, object: source.objectName } },
    };
  }

  private serviceConfig() {
    const { account, environment, memory = '512Mi', connector } = this.props;
    return {
      serviceAccountEmail: account.email,
      environmentVariables: environment && { ...environment },
      availableMemory: memory,
      ingressSettings: 'ALLOW_INTERNAL_ONLY',
      allTrafficOnLatestRevision: true,
      ...(connector && { vpcConnector: connector.connectorId, vpcConnectorEgressSettings: 'ALL_TRAFFIC' }),
    };
  }

  private buildReady(): ITerraformDependable[] {
    const { build, services } = this.props;
    return [build.ready, ...BUILT_WITH.map((service) => services.ready(service, this))];
  }
}

const between = (name: string, value: number, least: number, most: number) => ({
  broken: !(Number.isInteger(value) && value >= least && value <= most),
  problem: `${name} ${value}: a whole number from ${least} to ${most} is allowed`,
});
