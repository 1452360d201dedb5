import { Construct } from 'constructs';
import { DELIVERY } from '../../runs/delivery';
import { functionEnvironment } from '../../runs/settings';
import { type EncryptionKey } from '../core/encryption';
import { type Environment } from '../core/environment';
import { StackFile } from '../core/stack-file';
import { FunctionBuild } from '../functions/function-build';
import { HttpFunction } from '../functions/http-function';
import { type IServiceAccount, ServiceAccount } from '../iam/service-account';
import { type IVpcConnector } from '../network/vpc-connector';
import { type ProjectServices } from '../project/project-services';
import { type ITopic } from '../pubsub/topic';
import { BucketObject } from '../storage/bucket-object';
import { type PipelineRuntime } from './pipeline-runtime';
import { RetrainAccount } from './retrain-account';

/** A function as it is built: a zip, and what is called in it. */
export interface FunctionSource {
  readonly fileName: string;
  readonly content: Uint8Array;
}

export interface RetrainFunctionProps {
  /** Where it is built, under which names, and how protected. */
  readonly environment: Environment;
  /** What enabled the APIs of the project. */
  readonly services: ProjectServices;
  /** Whose pipelines are started. */
  readonly runtime: PipelineRuntime;
  /** Zip of the function. */
  readonly source: FunctionSource;
  /** What is called in it. */
  readonly entryPoint: string;
  /** Where the function puts what can never be acted on. */
  readonly undelivered: ITopic;
  /** @default - a key of Google */
  readonly encryptionKey?: EncryptionKey;
  /** @default - Google's own network */
  readonly connector?: IVpcConnector;
}

/** A message takes seconds, most of which is waiting. Two instances, as one may be about to end. */
const INSTANCES = { maxInstances: 2, concurrency: 20, memory: '512Mi' } as const;

const BUILDER = 'retrainbuild';

/** The retraining function with its accounts: what it runs as, and what builds it. */
export class RetrainFunction extends Construct {
  readonly function: HttpFunction;
  /** IAM member of the account that it runs as. */
  readonly member: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: RetrainFunctionProps,
  ) {
    super(scope, id);
    const { environment, runtime, services, entryPoint, encryptionKey, connector } = props;
    const { project, region, naming } = environment;
    const { account } = new RetrainAccount(this, 'Runs', { environment });
    this.member = account.member;
    runtime.bucket.grantRead('retrain', account.member);
    runtime.runner.grantUse('retrain', account.member);
    this.function = new HttpFunction(this, 'Function', {
      functionName: naming.name('function', 'retrain'),
      project,
      region,
      description: 'Starts pipelines that were asked for',
      source: this.source(),
      entryPoint,
      build: this.build(),
      account,
      services,
      environment: this.settings(),
      timeoutSeconds: DELIVERY.functionTimeoutSeconds,
      ...INSTANCES,
      encryptionKey,
      connector,
    });
  }

  /** The account that builds the function of an environment, without looking it up. */
  static builderOf({ project, naming }: Environment): IServiceAccount {
    return ServiceAccount.fromAccountId(project, naming.name('serviceAccount', BUILDER));
  }

  private source(): BucketObject {
    const { source, runtime } = this.props;
    const file = new StackFile(this, 'File', source);
    return new BucketObject(this, 'Source', {
      bucket: runtime.bucket,
      objectName: `functions/retrain/${file.sha256}.zip`,
      content: file,
      contentType: 'application/zip',
    });
  }

  private build(): FunctionBuild {
    const { project, region, naming, protect } = this.props.environment;
    return new FunctionBuild(this, 'Build', {
      accountId: naming.name('serviceAccount', BUILDER),
      displayName: naming.displayName('retrain build'),
      repositoryId: naming.name('repository', 'functions'),
      project,
      region,
      encryptionKey: this.props.encryptionKey,
      protect,
    });
  }

  private settings(): Record<string, string> {
    const { environment, runtime, undelivered } = this.props;
    return functionEnvironment({
      project: environment.project,
      region: environment.region,
      prefix: environment.naming.prefix,
      pipelinesBucket: runtime.bucket.bucketName,
      undeliveredTopic: undelivered.topicId,
    });
  }
}
