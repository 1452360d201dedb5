import { type LoggingProjectSink } from '@cdktf/provider-google/lib/logging-project-sink';
import { type TerraformStack } from 'cdktf';
import { TopicSink } from '../../../constructs/logging/topic-sink';
import { Topic } from '../../../constructs/pubsub/topic';
import { testStack } from '../../../testing';
import { readableTemplate } from '../../support/readable';

const project = 'acme-churn-dev';

let stack: TerraformStack;
let sink: TopicSink;

beforeEach(() => {
  stack = testStack();
  const topic = new Topic(stack, 'Topic', { topicName: 'churn-dev-runs', project, region: 'europe-west4' });
  sink = new TopicSink(stack, 'Sink', {
    sinkName: 'churn-dev-tables',
    project,
    description: 'Updates of tables',
    filter: 'severity>=ERROR',
    topic,
  });
});
const resource = (address: string) => readableTemplate(stack).resource(address).properties;

test('entries that the filter lets through are published', () => {
  expect(resource('google_logging_project_sink.Sink')).toMatchObject({
    name: 'churn-dev-tables',
    project,
    filter: 'severity>=ERROR',
    destination: 'pubsub.googleapis.com/${google_pubsub_topic.Topic.id}',
    unique_writer_identity: true,
  });
});

test('Logging may publish, as the account of the project’s sinks, which is there once a sink is', () => {
  expect(resource('google_pubsub_topic_iam_member.Topic_Publish-logging')).toMatchObject({
    role: 'roles/pubsub.publisher',
    member: 'serviceAccount:${data.google_logging_project_settings.Sink_Settings.logging_service_account_id}',
    depends_on: ['google_logging_project_sink.Sink'],
  });
});

test('every other argument can be reached through the default child', () => {
  (sink.node.defaultChild as LoggingProjectSink).disabled = true;
  expect(resource('google_logging_project_sink.Sink').disabled).toBe(true);
});
