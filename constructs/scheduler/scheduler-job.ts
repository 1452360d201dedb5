import { Construct } from 'constructs';
import { CloudSchedulerJob } from '@cdktf/provider-google/lib/cloud-scheduler-job';
import { validate } from '../core/errors';
import { validateName } from '../core/naming/naming';
import { type Schedule, scheduleRules } from '../core/schedule';
import { type ITopic } from '../pubsub/topic';

export interface SchedulerJobProps extends Schedule {
  /** Changing it replaces the job. */
  readonly jobName: string;
  /** Google Cloud project id. Changing it replaces the job. */
  readonly project: string;
  /** Changing it replaces the job. */
  readonly region: string;
  /** What it does, as the console shows it, at most 500 characters. */
  readonly description: string;
  /** Gets a message each time. The service agent of Cloud Scheduler may publish to every topic of its project. */
  readonly topic: ITopic;
  /** The message, such as JSON. */
  readonly message: string;
}

/**
 * How a message is published again when Pub/Sub refuses it: five times at least, and for an hour at least, as Cloud
 * Scheduler goes on until both are reached. By default it would give up until the next time.
 */
const RETRY = {
  retryCount: 5,
  maxRetryDuration: '3600s',
  minBackoffDuration: '30s',
  maxBackoffDuration: '600s',
  maxDoublings: 5,
} as const;

/** Publishes a message by the clock. */
export class SchedulerJob extends Construct {
  /** @throws ValidationError for a name, a cron expression or a time zone that Cloud Scheduler does not take */
  constructor(scope: Construct, id: string, props: SchedulerJobProps) {
    super(scope, id);
    validateName(this, 'schedulerJob', props.jobName);
    validate(this, scheduleRules(props));
    new CloudSchedulerJob(this, 'Resource', {
      name: props.jobName,
      project: props.project,
      region: props.region,
      description: props.description,
      schedule: props.cron,
      timeZone: props.timeZone,
      retryConfig: RETRY,
      // No deadline of an attempt: Google has none for Pub/Sub, and a second plan would never be empty.
      pubsubTarget: {
        topicName: props.topic.topicId,
        data: Buffer.from(props.message).toString('base64'),
      },
    });
  }
}
