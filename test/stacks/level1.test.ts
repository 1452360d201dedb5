import { join } from 'node:path';
import { runPlanSchema } from '../../runs/plan';
import { routesSchema } from '../../runs/routes';
import { runRequestSchema } from '../../runs/request';
import { type Template } from '../../testing';
import { root } from '../support/outside-judges';
import { templateOf, templateOfText } from '../support/synthesized';

const IMAGE = `europe-west1-docker.pkg.dev/shop-project/images/steps@sha256:${'a'.repeat(64)}`;
const SHOP = `
product: shop
level: 1
region: europe-west1
environments:
  dev: { project: shop-dev-project, stage: experimentation, parameters: { algorithm: logistic-regression } }
  prod: { project: shop-prod-project, stage: production }
state: { local: true }
pipelines: { image: ${IMAGE}, parameters: { label: bought, algorithm: gradient-boosting } }
models:
  basket:
    parameters: { learning_rate: 0.05 }
    retrain: { schedule: '0 4 * * 1', timeZone: Europe/Paris, onNewData: { objects: [orders/] }, cooldownHours: 1.5 }
  returns:
    retrain: { onNewData: { objects: [orders/, parcels/], tables: [raw.parcels] }, onDegradation: true }
    monitoring: { skew: 0.15, windowHours: 12, alertAfter: { violations: 3, windows: 5 } }
`;

/** The JSON document of that name in a bucket. */
function documentOf(stack: Template, objectName: string): unknown {
  const found = stack
    .resources('google_storage_bucket_object')
    .find(({ properties }) => properties.name === objectName);
  return JSON.parse(found!.properties.content as string);
}
const planOf = (stack: Template, model: string) => runPlanSchema.parse(documentOf(stack, `plans/${model}.json`));

describe('level 1 of the embedded default', () => {
  const template = templateOf(join(root, 'mlops.yaml'), { level: 1 });

  test.each(['pipeline-runtime', 'continuous-training', 'model-monitoring'])(
    'has the capability %s, with resources',
    (kind) => {
      expect(template.byCapability(kind).length).toBeGreaterThan(0);
    },
  );

  test('has a feature store in the example that asks for one, and none here', () => {
    expect(template.byCapability('feature-store')).toEqual([]);
    const churn = templateOf(join(root, 'examples/churn/mlops.yaml')).stack('platform-dev');
    expect(churn.resources('google_vertex_ai_feature_group').length).toBe(1);
  });
});

describe('the plan of a model', () => {
  const template = templateOfText(SHOP);
  const [dev, prod] = ['models-dev-default', 'models-prod-default'].map((name) => template.stack(name));
  const basket = planOf(dev!, 'basket').pipelines.training;

  test('names the compiled pipeline that the platform stack uploads, by its digest', () => {
    const hex = basket.template.digest.replace('sha256:', '');
    const uploaded = template
      .stack('platform-dev')
      .resources('google_storage_bucket_object')
      .map(({ properties }) => properties.name);
    expect(uploaded).toContain(`templates/tabular-training/${hex}.yaml`);
    expect(basket.template.uri).toBe(`gs://shop-dev-project-shop-dev-pipelines/templates/tabular-training/${hex}.yaml`);
  });

  test('says the nearest word on a parameter: the model, the environment, all pipelines, the kit', () => {
    expect(basket.parameters).toMatchObject({
      learning_rate: 0.05,
      algorithm: 'logistic-regression',
      label: 'bought',
      model_name: 'basket',
      project: 'shop-dev-project',
      serving_image: IMAGE,
    });
    expect(planOf(prod!, 'basket').pipelines.training.parameters).toMatchObject({ algorithm: 'gradient-boosting' });
  });

  test('names no data of the rehearsal', () => {
    expect(basket.parameters).toMatchObject({
      source: 'bq://shop-dev-project.shop_dev_raw.basket',
      schema: {},
      month: 0,
    });
    expect(JSON.stringify(basket.parameters)).not.toContain('flights');
  });

  test('reads a part of the data where people experiment, and all of it in production, by the same template', () => {
    const inProduction = planOf(prod!, 'basket').pipelines.training;
    expect([basket.parameters.sampling, inProduction.parameters.sampling]).toEqual([0.2, 1]);
    expect(inProduction.template.digest).toBe(basket.template.digest);
  });

  test('keeps the limits of its training, in minutes', () => {
    expect(basket.limits).toEqual({ cooldownMinutes: 90, maxRunsPerDay: 4, maxConcurrentRuns: 1 });
  });

  test('tells monitoring what to compare and what is too far', () => {
    expect(planOf(dev!, 'basket').pipelines.monitoring).toBeUndefined();
    expect(planOf(dev!, 'returns').pipelines.monitoring!.parameters).toMatchObject({
      request_log: 'bq://shop-dev-project.shop_dev_predictions.returns_requests',
      windows_table: 'shop-dev-project.shop_dev_monitoring.windows',
      skew_threshold: 0.15,
      drift_threshold: 0.3,
      window_hours: 12,
      violations: 3,
      windows: 5,
    });
  });

  test('runs as the runner, with the key of Vertex AI and through the network when the platform has them', () => {
    expect(basket.serviceAccount).toBe('shop-dev-runner@shop-dev-project.iam.gserviceaccount.com');
    expect(basket).not.toHaveProperty('encryptionKey');
    const clinic = templateOf(join(root, 'examples/private-cmek/mlops.yaml')).stack('models-prod-default');
    expect(planOf(clinic, 'length-of-stay').pipelines.training).toMatchObject({
      encryptionKey: expect.stringMatching(/keyRings\/stays-prod-main\/cryptoKeys\/vertexai$/) as string,
      networkAttachment: expect.stringMatching(/^projects\/clinic-stays-prod\/.*networkAttachments\//) as string,
    });
  });
});

describe('what asks for a training', () => {
  const template = templateOfText(SHOP);
  const models = template.stack('models-dev-default');

  test('is a schedule only where there is one, with a request that the function takes', () => {
    const jobs = models.resources('google_cloud_scheduler_job').map(({ properties }) => properties);
    expect(jobs.map(({ name, schedule, time_zone }) => [name, schedule, time_zone])).toEqual([
      ['shop-dev-training-basket', '0 4 * * 1', 'Europe/Paris'],
      ['shop-dev-monitoring-returns', '0 6 * * *', 'Etc/UTC'],
    ]);
    const { data } = (jobs[0]!.pubsub_target ?? {}) as { data: string };
    const request: unknown = JSON.parse(Buffer.from(data, 'base64').toString());
    expect(runRequestSchema.parse(request)).toMatchObject({ model: 'basket', purpose: 'training', reason: 'schedule' });
  });

  test('is new data of the places that the routes name, each with its models', () => {
    expect(routesSchema.parse(documentOf(template.stack('platform-dev'), 'routes.json'))).toEqual({
      version: 1,
      objects: [
        { bucket: 'shop-dev-project-shop-dev-data', prefix: 'incoming/orders/', models: ['basket', 'returns'] },
        { bucket: 'shop-dev-project-shop-dev-data', prefix: 'incoming/parcels/', models: ['returns'] },
      ],
      tables: [{ table: 'shop-dev-project.shop_dev_raw.parcels', models: ['returns'] }],
    });
  });

  test('is the alert of a model that is trained on degradation', () => {
    const policies = models
      .resources('google_monitoring_alert_policy')
      .filter(({ properties }) => 'mlops-purpose' in ((properties.user_labels ?? {}) as object));
    expect(policies.map(({ properties }) => properties.user_labels)).toEqual([
      expect.objectContaining({ 'mlops-model': 'returns', 'mlops-purpose': 'training' }),
    ]);
  });

  test('lets pipelines deploy as the serving account of each model', () => {
    const users = models.resources('google_service_account_iam_member').map(({ properties }) => properties);
    const runner = 'serviceAccount:shop-dev-runner@shop-dev-project.iam.gserviceaccount.com';
    expect(users.filter(({ member }) => member === runner).map(({ role }) => role)).toEqual([
      'roles/iam.serviceAccountUser',
      'roles/iam.serviceAccountUser',
    ]);
  });
});
