import { type ArtifactRef, boolean, double, integer, pipeline, type RefsFor, type Scope, string } from '../../ir';
import { announce, compare, deployCanary, evaluate, findChampion, notify, register, train } from '../components';
import { fitFeatures, readAndSplit, trainingDataInputs } from '../data-steps';
import {
  endpointInputs,
  environmentInputs,
  gainInputs,
  notifyInputs,
  registryInputs,
  servingInputs,
  sliceInputs,
} from '../inputs';
import { FRESH, MODEL } from '../task-options';

/** What stops bad data before anything is learnt, and a bad model before it is registered. */
const gateInputs = {
  fail_on: string({
    default: 'error',
    description:
      'Least severity of an anomaly in the data that ends the run: `error`, `warning` (skew too) or `never`.',
  }),
  skew_threshold: double({
    default: 0.3,
    description: "Largest distance from the champion's training data that is no skew, 0 to 1.",
  }),
  ...gainInputs,
};

/** What becomes of a winner. */
const winnerInputs = {
  alias: string({
    default: 'champion',
    description: 'Alias that a winner gets; with `challenger` it is `promotion` that makes it the champion.',
  }),
  model_topic: string({
    default: '',
    description: 'Pub/Sub topic where a registered model is told, projects/P/topics/T; none when empty.',
  }),
  ...environmentInputs,
  deploy: boolean({ default: false, description: 'Give a winner a share of the traffic.' }),
  ...endpointInputs,
  traffic_percent: integer({ default: 10, description: 'Share of the requests that the version gets, 0 to 100.' }),
};

const inputs = {
  ...trainingDataInputs,
  algorithm: string({ default: 'gradient-boosting', description: 'Or logistic-regression.' }),
  learning_rate: double({ default: 0.1, description: 'Weight of each tree, above 0.' }),
  max_iterations: integer({ default: 150, description: 'Most trees, or most passes of the linear solver.' }),
  seed: integer({ default: 0, description: 'Seed of everything random.' }),
  ...gateInputs,
  ...sliceInputs,
  ...registryInputs,
  ...servingInputs,
  ...winnerInputs,
  ...notifyInputs,
};
type Inputs = RefsFor<typeof inputs>;

/** Trains on the months before `month`, tests on it, and registers the model when it beats the champion. */
export const tabularTraining = pipeline(
  'tabular-training',
  {
    description:
      'Trains a classifier on recent months; registers it, and deploys it if asked, when it beats the champion',
    inputs,
  },
  (p) => {
    const { topic, webhook } = p.inputs;
    const run = p.exitHandler(
      'notify',
      notify,
      { pipeline: 'tabular-training', topic, webhook },
      (b) => trainAndCompare(b, p.inputs),
      FRESH,
    );
    return run.outputs;
  },
);

function trainAndCompare(p: Scope, given: Inputs) {
  const { model_name, registry, project, location, label, slice_columns, fail_on, skew_threshold } = given;
  const { champion } = p.task(
    'find-champion',
    findChampion,
    { model_name, registry, project, location },
    FRESH,
  ).outputs;
  const data = readAndSplit(p, given, { champion, skew_threshold, fail_on });
  const model = trainModel(p, given, data);
  const rows = { dataset: data.test, label, slice_columns };
  const tested = p.task('evaluate', evaluate, { model, ...rows }, MODEL);
  const before = p.task('evaluate-champion', evaluate, { model: champion, ...rows, allow_missing_model: true }, MODEL);
  const { evaluation, auc, log_loss } = tested.outputs;
  const { primary_metric, min_gain, floors, slice_floors, max_slice_loss } = given;
  const { promote, gain, reason } = p.task('compare', compare, {
    ...{ challenger: evaluation, champion: before.outputs.evaluation },
    ...{ primary_metric, min_gain, floors, slice_floors, max_slice_loss },
  }).outputs;
  p.if('challenger-wins', promote, '==', true, (wins) => registerAndDeploy(wins, given, model, evaluation));
  const { skewed_features } = data.validated.outputs;
  return { auc, log_loss, champion_auc: before.outputs.auc, gain, promote, reason, skewed_features, model };
}

function trainModel(p: Scope, given: Inputs, data: Parameters<typeof fitFeatures>[2]) {
  const { label, algorithm, learning_rate, max_iterations, seed } = given;
  const settings = { label, algorithm, learning_rate, max_iterations, seed };
  const made = fitFeatures(p, given, data);
  return p.task('train', train, { ...made, ...settings }, { cpu: '4', memory: '16G', ...MODEL }).outputs.model;
}

function registerAndDeploy(
  p: Scope,
  given: Inputs,
  model: ArtifactRef<'system.Model'>,
  evaluation: ArtifactRef<'system.Artifact'>,
): void {
  const { model_name, alias, registry, project, location, serving_image, model_store } = given;
  const place = { registry, project, location };
  const registered = p.task(
    'register',
    register,
    { model, evaluation, model_name, alias, ...place, serving_image, model_store },
    FRESH,
  );
  const { version, resource_name } = registered.outputs;
  const { environment, model_topic, endpoint, traffic_percent } = given;
  const about = { model_name, version, resource_name, alias, environment };
  p.task('announce', announce, { ...about, topic: model_topic, job: '{{$.pipeline_job_name}}' }, FRESH);
  p.if('deployment-asked', given.deploy, '==', true, (asked) => {
    asked.task('deploy-canary', deployCanary, { resource_name, endpoint, traffic_percent, ...place }, FRESH);
  });
}
