import { Construct } from 'constructs';
import { DataGoogleLoggingProjectSettings } from '@cdktf/provider-google/lib/data-google-logging-project-settings';
import { LoggingProjectSink } from '@cdktf/provider-google/lib/logging-project-sink';
import { validateName } from '../core/naming/naming';
import { type Topic } from '../pubsub/topic';

export interface TopicSinkProps {
  /** Changing it replaces the sink. */
  readonly sinkName: string;
  /** Google Cloud project id. Changing it replaces the sink. */
  readonly project: string;
  /** What the console shows. */
  readonly description: string;
  /** Which log entries are published: https://cloud.google.com/logging/docs/view/logging-query-language */
  readonly filter: string;
  /** Gets each entry as JSON. */
  readonly topic: Topic;
}

/**
 * Publishes log entries to a topic. All sinks of a project publish as one service account, which appears with the first of
 * them. What is logged before its grant is in force, within a minute or so, is lost.
 */
export class TopicSink extends Construct {
  constructor(scope: Construct, id: string, props: TopicSinkProps) {
    super(scope, id);
    validateName(this, 'logSink', props.sinkName);
    const sink = new LoggingProjectSink(this, 'Resource', {
      name: props.sinkName,
      project: props.project,
      description: props.description,
      filter: props.filter,
      destination: `pubsub.googleapis.com/${props.topic.topicId}`,
      uniqueWriterIdentity: true,
    });
    const settings = new DataGoogleLoggingProjectSettings(this, 'Settings', { project: props.project });
    props.topic.grantPublish('logging', `serviceAccount:${settings.loggingServiceAccountId}`, [sink]);
  }
}
