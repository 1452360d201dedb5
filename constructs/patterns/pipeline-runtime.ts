import { createHash } from 'node:crypto';
import { type Construct } from 'constructs';
import { templateObject } from '../../runs/objects';
import { Capability, type CapabilityInfo } from '../core/capability';
import { type EncryptionKey } from '../core/encryption';
import { type Environment } from '../core/environment';
import { principalId } from '../core/principals';
import { StackFile } from '../core/stack-file';
import { type IServiceAccount, ServiceAccount } from '../iam/service-account';
import { type INetwork } from '../network/network';
import { type ProjectServices } from '../project/project-services';
import { type ITopic, Topic } from '../pubsub/topic';
import { Bucket, deleteBelow, type IBucket } from '../storage/bucket';
import { BucketObject } from '../storage/bucket-object';
import { PipelineAttachment } from './pipeline-attachment';
import { grantToRunner, RUNNER_ROLES, type RunnerAccess } from './runner-access';

export interface PipelineRuntimeProps extends RunnerAccess {
  /** Where it is built, under which names, and how protected. */
  readonly environment: Environment;
  /** What enabled the APIs of the project. */
  readonly services: ProjectServices;
  /** What pipelines get into when the environment is private. */
  readonly network: INetwork;
  /** Bucket for access logs. */
  readonly accessLogs: IBucket;
  /** Compiled pipelines, YAML by name. A pipeline that changes is added beside the old one, which runs may still name. */
  readonly templates: Readonly<Record<string, string>>;
  /**
   * Who looks at what runs made: IAM members.
   * @default - nobody
   */
  readonly readers?: readonly string[];
  /** @default - a key of Google */
  readonly encryption?: { readonly storage?: EncryptionKey; readonly pubsub?: EncryptionKey };
  /**
   * Days after which what a run made is deleted. Models that are kept are copied elsewhere.
   * @default 180
   */
  readonly keepRunsDays?: number;
}

const RUNS = 'runs/';

/** What pipelines run in: their bucket, the account they run as, and the compiled pipelines themselves. */
export class PipelineRuntime extends Capability {
  static readonly INFO: CapabilityInfo = {
    kind: 'pipeline-runtime',
    title: 'Pipeline runtime',
    sinceLevel: 1,
    makes:
      'a bucket for compiled pipelines, run plans and what runs make, the account that pipelines run as, a topic that says which model was registered',
    services: [
      'aiplatform.googleapis.com',
      'cloudresourcemanager.googleapis.com',
      'compute.googleapis.com',
      'iam.googleapis.com',
      'pubsub.googleapis.com',
      'storage.googleapis.com',
    ],
  };

  readonly bucket: Bucket;
  /** What the steps of pipelines run as. */
  readonly runner: ServiceAccount;
  /** Where pipelines get into the network; only in a private environment. */
  readonly networkAttachment?: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: PipelineRuntimeProps,
  ) {
    super(scope, id, PipelineRuntime.INFO);
    const { environment, services, network } = props;
    this.bucket = this.newBucket();
    this.runner = this.newRunner();
    grantToRunner(this.runner.member, this.bucket, props);
    this.modelTopic().grantPublish('runner', this.runner.member);
    for (const [pipeline, yaml] of Object.entries(props.templates)) this.publish(pipeline, yaml);
    if (environment.private)
      this.networkAttachment = new PipelineAttachment(this, 'Network', {
        environment,
        network,
        agent: services.agentMember('aiplatform.googleapis.com'),
      }).attachmentId;
  }

  /** The bucket of an environment's pipelines, for stacks other than the one that makes it. */
  static bucketOf({ naming }: Environment): IBucket {
    return Bucket.fromBucketName(naming.name('bucket', 'pipelines'));
  }

  /** The account that an environment's pipelines run as, likewise. */
  static runnerOf({ project, naming }: Environment): IServiceAccount {
    return ServiceAccount.fromAccountId(project, naming.name('serviceAccount', 'runner'));
  }

  /** Where pipelines get into the network of an environment; undefined when it is not private. */
  static networkAttachmentOf(environment: Environment): string | undefined {
    return environment.private ? PipelineAttachment.idOf(environment) : undefined;
  }

  /** Where it is told that a model was registered, likewise. */
  static modelTopicOf({ project, naming }: Environment): ITopic {
    return Topic.fromTopicName(project, naming.name('topic', 'models'));
  }

  /** Where the compiled pipeline of that name and content is. */
  static templateOf(environment: Environment, pipeline: string, yaml: string): { uri: string; digest: string } {
    const digest = `sha256:${createHash('sha256').update(yaml).digest('hex')}`;
    return { uri: `${PipelineRuntime.bucketOf(environment).url}/${templateObject(pipeline, digest)}`, digest };
  }

  /** Where runs of a model write what they make. */
  static rootOf(environment: Environment, model: string): string {
    return `${PipelineRuntime.bucketOf(environment).url}/${RUNS}${model}`;
  }

  private newBucket(): Bucket {
    const { environment, encryption, accessLogs, keepRunsDays = 180, readers = [] } = this.props;
    const bucket = new Bucket(this, 'Bucket', {
      bucketName: environment.naming.name('bucket', 'pipelines'),
      project: environment.project,
      location: environment.region,
      protect: environment.protect,
      encryptionKey: encryption?.storage,
      accessLogs,
      lifecycleRules: [deleteBelow(RUNS, keepRunsDays)],
    });
    for (const reader of new Set(readers)) bucket.grantRead(principalId(reader), reader);
    return bucket;
  }

  private modelTopic(): Topic {
    const { environment, encryption } = this.props;
    const { project, region, naming, protect } = environment;
    return new Topic(this, 'ModelTopic', {
      topicName: naming.name('topic', 'models'),
      project,
      region,
      protect,
      encryptionKey: encryption?.pubsub,
    });
  }

  private newRunner(): ServiceAccount {
    const { naming, project } = this.props.environment;
    return new ServiceAccount(this, 'Runner', {
      accountId: naming.name('serviceAccount', 'runner'),
      project,
      displayName: naming.displayName('runner'),
      description: 'What the steps of pipelines run as',
      projectRoles: RUNNER_ROLES,
    });
  }

  private publish(pipeline: string, yaml: string): void {
    const file = new StackFile(this, `File-${pipeline}`, { fileName: `pipelines/${pipeline}.yaml`, content: yaml });
    new BucketObject(this, `Template-${pipeline}`, {
      bucket: this.bucket,
      objectName: templateObject(pipeline, file.sha256),
      content: file,
      contentType: 'application/yaml',
      // The plan of a model that is deployed later still names the old one.
      keep: true,
    });
  }
}
