import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PreStagingJob } from '../../../cli/delivery/pre-staging-job';
import { JOBS } from '../../../cli/job/jobs';
import { type DeliveryJobOptions } from '../../../cli/options';
import { boolean, compile, double, pipeline, pythonComponent, string, toYaml } from '../../../pipelines/ir';
import { type PipelineJobBody } from '../../../runs/pipeline-job';
import { DiscoveredApi } from '../../support/discovery/api';
import { scratchFolder } from '../../support/tree';
import { writeDeliveredConfig } from './delivered-config';

const folder = scratchFolder();
const api = new DiscoveredApi('aiplatform.v1');
const CREATE = 'aiplatform.projects.locations.pipelineJobs.create';

const TEXT = { kind: 'parameter', type: 'STRING' } as const;
const NUMBER = { kind: 'parameter', type: 'NUMBER_DOUBLE' } as const;
const takeAll = pythonComponent(
  {
    name: 'take-all',
    functionName: 'take_all',
    inputs: {
      ...{ alias: TEXT, mode: TEXT, model_topic: TEXT, sampling: NUMBER, learning_rate: NUMBER },
      deploy: { kind: 'parameter', type: 'BOOLEAN' },
    },
    outputs: {},
  },
  'def take_all(alias: str, mode: str, model_topic: str, sampling: float, learning_rate: float, deploy: bool):\n    pass\n',
);

/** A pipeline that could do harm in every way there is. */
const HARMFUL = toYaml(
  compile(
    pipeline(
      'harmful',
      {
        inputs: {
          alias: string({ default: 'champion' }),
          deploy: boolean({ default: true }),
          mode: string({ default: 'enabled' }),
          model_topic: string({ default: 'projects/p/topics/t' }),
          sampling: double({ default: 1 }),
          learning_rate: double({ default: 0.1 }),
        },
      },
      (p) => {
        p.task('take-all', takeAll, { ...p.inputs });
      },
    ),
    { pipInstall: ['taking==1.0'] },
  ),
);

function job(options: Partial<DeliveryJobOptions> = {}, change = (yaml: string) => yaml): PreStagingJob {
  writeFileSync(join(folder(), 'harmful.yaml'), HARMFUL);
  const config = writeDeliveredConfig(folder(), (yaml) =>
    change(yaml.replace('{ churn: {} }', '{ churn: { pipeline: harmful.yaml } }')),
  );
  return JSON.parse(JOBS.deliveryJob({ config, environment: 'dev', json: true, ...options })) as PreStagingJob;
}

test.each([
  ['no template', undefined],
  ['a template of Cloud Storage', 'gs://bucket/templates/candidates/c0ffee/harmful.yaml'],
])('with %s the body is what Google takes, and holds the pipeline', (_, template) => {
  const { project, location, jobId, body } = job({ template, runId: 'e2e-c0ffee-1' });
  expect(api.requestProblems(CREATE, body)).toEqual([]);
  expect(body.pipelineSpec).toMatchObject({ pipelineInfo: { name: 'harmful' } });
  expect(body).not.toHaveProperty('templateUri');
  expect({ project, location, jobId }).toEqual({
    project: 'acme-churn-dev',
    location: 'europe-west4',
    jobId: 'e2e-c0ffee-1',
  });
});

test('a template of a registry is named, as Google reads it from there', () => {
  const template = `https://europe-west4-kfp.pkg.dev/p/r/harmful/sha256:${'0'.repeat(64)}`;
  const { body } = job({ template });
  expect(api.requestProblems(CREATE, body)).toEqual([]);
  expect(body).toMatchObject({ templateUri: template });
  expect(body).not.toHaveProperty('pipelineSpec');
});

test('without --json the body alone is printed', () => {
  const config = writeDeliveredConfig(folder());
  const body = JSON.parse(JOBS.deliveryJob({ config, environment: 'dev' })) as PipelineJobBody;
  expect(api.requestProblems(CREATE, body)).toEqual([]);
});

test('the run makes no champion, deploys nothing, tells nobody of a model, and reads a part of the data', () => {
  expect(job({ sampling: 0.05 }).body.runtimeConfig.parameterValues).toEqual({
    alias: 'candidate',
    deploy: false,
    mode: 'dry-run',
    model_topic: '',
    sampling: 0.05,
  });
});

test('parameters that are given go before all others', () => {
  const { parameterValues } = job({ sampling: 0.05, param: ['learning_rate=0.3', 'sampling=0.5'] }).body.runtimeConfig;
  expect(parameterValues).toMatchObject({ learning_rate: 0.3, sampling: 0.5, deploy: false });
});

test('the run acts as the account of runs, and counts as none of those that limits are about', () => {
  const { serviceAccount, labels } = job().body;
  expect(serviceAccount).toBe('churn-dev-runner@acme-churn-dev.iam.gserviceaccount.com');
  expect(labels).toMatchObject({ mlops_series: 'churn-dev-e2e', mlops_model: 'churn' });
  expect(labels).not.toHaveProperty('mlops_experiment');
});

test.each([
  ['a model that there is not', { model: 'chrun' }, 'did you mean "churn"?'],
  ['an environment that has to be said', { environment: undefined }, 'choose one by --environment: dev, prod'],
  ['a pipeline that the model has not', { pipeline: 'harmfull' }, 'did you mean "harmful"?'],
  ['a parameter that the pipeline has not', { param: ['rate=1'] }, 'harmful has no parameter "rate"'],
  ['a parameter of another type', { param: ['learning_rate=fast'] }, 'takes a number, given: "fast"'],
  ['an id that Google refuses', { runId: 'E2E_1' }, '--run-id E2E_1: 1 to 128 lower-case letters'],
  ['a template elsewhere', { template: '/tmp/x.yaml' }, '--template /tmp/x.yaml: gs://BUCKET/PATH'],
])('%s is refused', (_, options, message) => {
  expect(() => job(options)).toThrow(message);
});
