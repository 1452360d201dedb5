import { Construct } from 'constructs';
import { DELIVERY } from '../../runs/delivery';
import { type EncryptionKey } from '../core/encryption';
import { type Environment } from '../core/environment';
import { type HttpFunction } from '../functions/http-function';
import { type IServiceAccount, ServiceAccount } from '../iam/service-account';
import { AlertPolicy } from '../monitoring/alert-policy';
import { type Notify } from '../monitoring/notification-channel';
import { DeadLetters } from '../pubsub/dead-letters';
import { PushSubscription } from '../pubsub/push-subscription';
import { type ITopic, Topic } from '../pubsub/topic';
import { queueConditions, queueGuide } from './queue-alert';

export interface RunQueueProps {
  /** Where it is built, under which names, and how protected. */
  readonly environment: Environment;
  /** IAM member of the project's Pub/Sub service agent. */
  readonly agent: string;
  /** Who hears of requests that nobody acts on. */
  readonly notify: Notify;
  /** @default - a key of Google */
  readonly encryptionKey?: EncryptionKey;
}

const CALLER = 'retraincall';

/** The one place where runs are asked for, and where those requests end that could not be acted on. */
export class RunQueue extends Construct {
  readonly topic: Topic;
  readonly undelivered: DeadLetters;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: RunQueueProps,
  ) {
    super(scope, id);
    const { environment, agent, encryptionKey } = props;
    const { project, region, naming, protect } = environment;
    const place = { project, region, protect, encryptionKey };
    this.topic = new Topic(this, 'Topic', { topicName: naming.name('topic', 'runs'), ...place });
    this.undelivered = new DeadLetters(this, 'Undelivered', {
      name: naming.name('topic', 'undelivered'),
      agent,
      ...place,
    });
    this.alert();
  }

  /** The topic of an environment, without looking it up. */
  static topicOf({ project, naming }: Environment): ITopic {
    return Topic.fromTopicName(project, naming.name('topic', 'runs'));
  }

  /** The account that calls the function in an environment, without looking it up. */
  static callerOf({ project, naming }: Environment): IServiceAccount {
    return ServiceAccount.fromAccountId(project, naming.name('serviceAccount', CALLER));
  }

  /** Calls a function with each request. Nobody else may call it. */
  deliverTo(target: HttpFunction): void {
    const { project, naming, protect } = this.props.environment;
    const caller = new ServiceAccount(this, 'Caller', {
      accountId: naming.name('serviceAccount', CALLER),
      project,
      displayName: naming.displayName('retrain call'),
      description: 'Calls the retraining function with each request',
    });
    new PushSubscription(this, 'Subscription', {
      subscriptionName: naming.name('subscription', 'runs'),
      project,
      topic: this.topic,
      endpoint: target.url,
      caller,
      deadLetters: this.undelivered,
      ackDeadlineSeconds: DELIVERY.ackDeadlineSeconds,
      minimumBackoff: DELIVERY.minimumBackoff,
      maximumBackoff: DELIVERY.maximumBackoff,
      maxDeliveryAttempts: DELIVERY.maxDeliveryAttempts,
      protect,
      startAfter: [target.grantInvoke('queue', caller.member)],
    });
  }

  private alert(): void {
    const { environment, notify } = this.props;
    const { project, naming, stage } = environment;
    const undelivered = naming.name('topic', 'undelivered');
    new AlertPolicy(this, 'Alert', {
      project,
      displayName: naming.displayName('run requests'),
      severity: stage === 'production' ? 'ERROR' : 'WARNING',
      conditions: queueConditions(naming.name('subscription', 'runs'), undelivered),
      documentation: queueGuide(undelivered, project),
      notify,
    });
  }
}
