import { type CloudSchedulerJob } from '@cdktf/provider-google/lib/cloud-scheduler-job';
import { type TerraformStack } from 'cdktf';
import { Topic } from '../../../constructs/pubsub/topic';
import { SchedulerJob, type SchedulerJobProps } from '../../../constructs/scheduler/scheduler-job';
import { Template, testStack } from '../../../testing';

let stack: TerraformStack;

beforeEach(() => {
  stack = testStack();
});

const given = (props: Partial<SchedulerJobProps> = {}) =>
  new SchedulerJob(stack, 'Job', {
    jobName: 'churn-dev-training-churn',
    project: 'acme-churn-dev',
    region: 'europe-west4',
    description: 'Asks for a training',
    cron: '0 4 * * 1',
    timeZone: 'Europe/Amsterdam',
    topic: Topic.fromTopicName('acme-churn-dev', 'churn-dev-runs'),
    message: '{"model":"é"}',
    ...props,
  });
const job = () => Template.fromStack(stack).resources('google_cloud_scheduler_job')[0]!.properties;

test('a message is published by the clock of a place', () => {
  given();
  expect(job()).toMatchObject({
    name: 'churn-dev-training-churn',
    project: 'acme-churn-dev',
    region: 'europe-west4',
    schedule: '0 4 * * 1',
    time_zone: 'Europe/Amsterdam',
    pubsub_target: { topic_name: 'projects/acme-churn-dev/topics/churn-dev-runs' },
  });
});

test('it arrives as it was given, byte by byte', () => {
  given();
  const { data } = job().pubsub_target as { data: string };
  expect(Buffer.from(data, 'base64').toString('utf8')).toBe('{"model":"é"}');
});

test('a publication that fails is tried again, for an hour at least', () => {
  given();
  expect(job().retry_config).toMatchObject({ retry_count: 5, max_retry_duration: '3600s' });
});

test('no attempt has a deadline: Google has none for topics, so a second plan would never be empty', () => {
  given();
  expect(job()).not.toHaveProperty('attempt_deadline');
});

test('a schedule that Cloud Scheduler does not take is refused, with all mistakes', () => {
  expect(() => given({ cron: '@daily', timeZone: 'CEST' })).toThrow(
    /^stack\/Job: cron "@daily" is not valid: .*; time zone "CEST" is not valid: /,
  );
});

test('a name that Google does not take is refused', () => {
  expect(() => given({ jobName: 'Training' })).toThrow('stack/Job: schedulerJob name "Training" is not valid');
});

test('every other argument can be reached through the default child', () => {
  (given().node.defaultChild as CloudSchedulerJob).paused = true;
  expect(job().paused).toBe(true);
});
