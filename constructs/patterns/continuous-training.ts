import { type Construct } from 'constructs';
import { ROUTES_OBJECT } from '../../runs/objects';
import { type Routes } from '../../runs/routes';
import { tableUpdateFilter } from '../../runs/triggers/table-update';
import { Capability, type CapabilityInfo } from '../core/capability';
import { type EncryptionKey } from '../core/encryption';
import { type Environment } from '../core/environment';
import { validate } from '../core/errors';
import { principalId } from '../core/principals';
import { type IServiceAccount } from '../iam/service-account';
import { TopicSink } from '../logging/topic-sink';
import { type Notify } from '../monitoring/notification-channel';
import { type INetwork } from '../network/network';
import { type IVpcConnector, VpcConnector } from '../network/vpc-connector';
import { type ProjectServices } from '../project/project-services';
import { type ITopic, type Topic } from '../pubsub/topic';
import { type Bucket } from '../storage/bucket';
import { BucketNotification } from '../storage/bucket-notification';
import { BucketObject } from '../storage/bucket-object';
import { CONTINUOUS_TRAINING } from './continuous-training-info';
import { type PipelineRuntime } from './pipeline-runtime';
import { RetrainAccount } from './retrain-account';
import { type FunctionSource, RetrainFunction } from './retrain-function';
import { RunQueue } from './run-queue';

export interface ContinuousTrainingProps {
  /** Where it is built, under which names, and how protected. */
  readonly environment: Environment;
  /** What enabled the APIs of the project. */
  readonly services: ProjectServices;
  /** Whose pipelines are started. */
  readonly runtime: PipelineRuntime;
  /** Where data arrives, below `ContinuousTraining.INCOMING`. */
  readonly dataBucket: Bucket;
  /** Zip of the retraining function. */
  readonly source: FunctionSource;
  /** What is called in it. */
  readonly entryPoint: string;
  /** Which models are trained on the arrival of which data. */
  readonly routes: Routes;
  /** Who may ask for runs by hand: IAM members. */
  readonly publishers: readonly string[];
  /** Who hears of requests that nobody acts on. Nobody is `{ nobody: 'the reason' }`. */
  readonly notify: Notify;
  /** @default - keys of Google */
  readonly encryption?: { readonly pubsub?: EncryptionKey; readonly functions?: EncryptionKey };
  /**
   * The network, with a /28 of it that nothing else uses, that the function reaches Google through; for private
   * environments. The network has to be one of the same project.
   * @default - Google's own network
   */
  readonly egress?: { readonly network: INetwork; readonly range: string };
}

/**
 * What starts pipelines: whoever wants a run publishes a request to one topic, and one function answers all of them. So
 * retries, dead letters, keys and the region of messages are settled once, whether a clock, new data, an alert or a person
 * asks.
 */
export class ContinuousTraining extends Capability {
  static readonly INFO: CapabilityInfo = CONTINUOUS_TRAINING;
  /** Below this, in the data bucket, new objects are noticed. */
  static readonly INCOMING = 'incoming/';

  /** Where runs are asked for. */
  readonly topic: Topic;

  /** @throws ValidationError for objects that would not be noticed */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: ContinuousTrainingProps,
  ) {
    super(scope, id, CONTINUOUS_TRAINING);
    this.checkRoutes();
    const { environment, services, encryption, notify } = props;
    const queue = new RunQueue(this, 'Queue', {
      environment,
      agent: services.agentMember('pubsub.googleapis.com'),
      notify,
      encryptionKey: encryption?.pubsub,
    });
    this.topic = queue.topic;
    const retrain = this.newFunction(queue.undelivered.topic);
    queue.undelivered.topic.grantPublish('retrain', retrain.member);
    queue.deliverTo(retrain.function);
    this.noticeData();
    this.grantToPublishers();
  }

  /** APIs that an environment needs besides those of `INFO`. */
  static servicesOf(environment: Environment): readonly string[] {
    return environment.private ? ['vpcaccess.googleapis.com'] : [];
  }

  /** Where runs are asked for in an environment, for stacks other than the one that makes it. */
  static topicOf(environment: Environment): ITopic {
    return RunQueue.topicOf(environment);
  }

  /** Accounts that what is made here runs as: whoever deploys it acts as them. */
  static accountsOf(environment: Environment): readonly IServiceAccount[] {
    return [
      RetrainAccount.accountOf(environment),
      RetrainFunction.builderOf(environment),
      RunQueue.callerOf(environment),
    ];
  }

  private checkRoutes(): void {
    const { INCOMING } = ContinuousTraining;
    const unnoticed = this.props.routes.objects.filter(({ prefix }) => !prefix.startsWith(INCOMING));
    validate(this, [
      {
        broken: unnoticed.length > 0,
        problem: `new objects below ${unnoticed.map(({ prefix }) => `"${prefix}"`).join(', ')} are not noticed: only those below "${INCOMING}" are`,
      },
    ]);
  }

  private newFunction(undelivered: ITopic): RetrainFunction {
    const { environment, services, runtime, source, entryPoint, encryption } = this.props;
    return new RetrainFunction(this, 'Retrain', {
      environment,
      services,
      runtime,
      source,
      entryPoint,
      undelivered,
      encryptionKey: encryption?.functions,
      connector: this.connector(),
    });
  }

  private connector(): IVpcConnector | undefined {
    const { environment, egress } = this.props;
    const { project, region, naming } = environment;
    return egress && new VpcConnector(this, 'Egress', { project, region, naming, purpose: 'egress', ...egress });
  }

  /** Notices arrive only where somebody waits for them; the function knows whom they concern. */
  private noticeData(): void {
    const { environment, runtime, dataBucket, routes } = this.props;
    const { project, naming } = environment;
    const { topic } = this;
    new BucketObject(this, 'Routes', {
      bucket: runtime.bucket,
      objectName: ROUTES_OBJECT,
      content: JSON.stringify(routes, undefined, 2),
      contentType: 'application/json',
    });
    if (routes.objects.length > 0)
      new BucketNotification(this, 'NewObjects', {
        bucket: dataBucket,
        project,
        topic,
        prefix: ContinuousTraining.INCOMING,
      });
    if (routes.tables.length > 0)
      new TopicSink(this, 'TableUpdates', {
        sinkName: naming.name('logSink', 'tables'),
        project,
        description: 'Updates of tables that models are trained on',
        filter: tableUpdateFilter(routes.tables.map(({ table }) => table)),
        topic,
      });
  }

  /** Cloud Scheduler needs no grant: its service agent may publish to every topic of the project. */
  private grantToPublishers(): void {
    const { services, publishers } = this.props;
    this.topic.grantPublish('alerts', services.agentMember('monitoring.googleapis.com'));
    for (const publisher of new Set(publishers)) this.topic.grantPublish(principalId(publisher), publisher);
  }
}
