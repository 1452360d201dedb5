import { Construct } from 'constructs';
import { MonitoringNotificationChannel } from '@cdktf/provider-google/lib/monitoring-notification-channel';
import { type ITopic } from '../pubsub/topic';
import { type INotificationChannel } from './notification-channel';

export interface PubSubChannelProps {
  /** Google Cloud project id. Changing it replaces the channel. */
  readonly project: string;
  /** What the console calls it. */
  readonly displayName: string;
  /** Where notices go. Its owner lets Cloud Monitoring's agent publish; until then notices are lost without a word. */
  readonly topic: ITopic;
}

/**
 * Notices as messages of a topic, for programs: an incident as JSON, schema 1.2.
 *
 * @see https://cloud.google.com/monitoring/support/notification-options#pubsub
 */
export class PubSubChannel extends Construct implements INotificationChannel {
  readonly channelName: string;

  constructor(scope: Construct, id: string, { project, displayName, topic }: PubSubChannelProps) {
    super(scope, id);
    const channel = new MonitoringNotificationChannel(this, 'Resource', {
      project,
      type: 'pubsub',
      displayName,
      labels: { topic: topic.topicId },
      // Google refuses to delete a channel that an alert still names: the alert has to let go first.
      lifecycle: { createBeforeDestroy: true },
    });
    this.channelName = channel.name;
  }
}
