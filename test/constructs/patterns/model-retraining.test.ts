import { type TerraformStack } from 'cdktf';
import { ModelRetraining, type ModelRetrainingProps } from '../../../constructs/patterns/model-retraining';
import { PipelineRuntime } from '../../../constructs/patterns/pipeline-runtime';
import { type RunPlan, runPlanSchema } from '../../../runs/plan';
import { runRequestSchema } from '../../../runs/request';
import { Template, testEnvironment, testStack } from '../../../testing';

const environment = testEnvironment();
const PLAN: RunPlan = {
  version: 1,
  model: 'churn',
  pipelines: {
    training: {
      pipeline: 'tabular-training',
      template: PipelineRuntime.templateOf(environment, 'tabular-training', 'pipelineInfo: {}\n'),
      inputs: {},
      parameters: {},
      pipelineRoot: PipelineRuntime.rootOf(environment, 'churn'),
      serviceAccount: PipelineRuntime.runnerOf(environment).email,
      labels: {},
      limits: { cooldownMinutes: 60, maxRunsPerDay: 4, maxConcurrentRuns: 1 },
    },
  },
};
const WEEKLY = { cron: '0 4 * * 1', timeZone: 'Europe/Amsterdam' };

let stack: TerraformStack;

beforeEach(() => {
  stack = testStack();
});

const given = (props: Partial<ModelRetrainingProps> = {}) =>
  new ModelRetraining(stack, 'Retraining-churn', {
    environment,
    model: 'churn',
    plan: PLAN,
    schedules: { training: WEEKLY },
    ...props,
  });
const synthesized = () => Template.fromStack(stack);

test('the plan lies where the function looks for it, as it was given', () => {
  given();
  const { bucket, name, content } = synthesized().resources('google_storage_bucket_object')[0]!.properties;
  expect(`gs://${String(bucket)}/${String(name)}`).toBe(ModelRetraining.planUriOf(environment, 'churn'));
  expect(runPlanSchema.parse(JSON.parse(content as string))).toEqual(PLAN);
});

test('a schedule asks for a run of its purpose, at the topic of the environment', () => {
  given();
  const { pubsub_target, ...job } = synthesized().resources('google_cloud_scheduler_job')[0]!.properties;
  expect(job).toMatchObject({ name: 'churn-dev-training-churn', schedule: WEEKLY.cron, time_zone: WEEKLY.timeZone });
  const { topic_name, data } = pubsub_target as { topic_name: string; data: string };
  expect(topic_name).toBe('projects/acme-churn-dev/topics/churn-dev-runs');
  expect(runRequestSchema.parse(JSON.parse(Buffer.from(data, 'base64').toString('utf8')))).toMatchObject({
    model: 'churn',
    purpose: 'training',
    reason: 'schedule',
  });
});

test('each purpose has a schedule of its own, and one that is left out has none', () => {
  const pipelines = { ...PLAN.pipelines, monitoring: PLAN.pipelines.training };
  given({ plan: { ...PLAN, pipelines }, schedules: { monitoring: WEEKLY } });
  expect(
    synthesized()
      .resources('google_cloud_scheduler_job')
      .map(({ properties }) => properties.name),
  ).toEqual(['churn-dev-monitoring-churn']);
});

test('a schedule of a pipeline that the model does not have is refused: each of its runs would fail', () => {
  expect(() => given({ schedules: { monitoring: WEEKLY } })).toThrow(
    'stack/Retraining-churn: monitoring of churn is scheduled, but its plan has no such pipeline',
  );
});

test('a schedule that Cloud Scheduler does not take is refused', () => {
  expect(() => given({ schedules: { training: { cron: '0 0 31 2 *', timeZone: 'Etc/UTC' } } })).toThrow(
    'stack/Retraining-churn/Schedule-training: cron "0 0 31 2 *" is not valid',
  );
});

test('all of it belongs to the capability', () => {
  given();
  expect(
    synthesized()
      .byCapability('continuous-training')
      .map(({ address }) => address),
  ).toEqual(synthesized().addresses());
});
