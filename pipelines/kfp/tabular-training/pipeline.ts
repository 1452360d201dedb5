import { type ArtifactRef, boolean, double, integer, pipeline, type RefsFor, type Scope, string } from '../../ir';
import {
  compare,
  deployCanary,
  evaluate,
  features,
  findChampion,
  ingest,
  notify,
  register,
  split,
  train,
  validateData,
} from '../components';
import { dataInputs, endpointInputs, monthInputs, notifyInputs, registryInputs } from '../inputs';
import { FRESH, MODEL } from '../task-options';

const inputs = {
  ...dataInputs,
  ...monthInputs,
  algorithm: string({ default: 'gradient-boosting', description: 'Or logistic-regression.' }),
  learning_rate: double({ default: 0.1, description: 'Weight of each tree, above 0.' }),
  max_iterations: integer({ default: 150, description: 'Most trees, or most passes of the linear solver.' }),
  seed: integer({ default: 0, description: 'Seed of everything random.' }),
  primary_metric: string({ default: 'auc', description: 'Metric that decides between challenger and champion.' }),
  min_gain: double({ default: 0.005, description: 'The challenger must gain more than this to win.' }),
  ...registryInputs,
  serving_image: string({ default: '', description: 'Image that serves the model at Vertex AI.' }),
  deploy: boolean({ default: false, description: 'Give a winner a share of the traffic.' }),
  ...endpointInputs,
  ...notifyInputs,
};
type Inputs = RefsFor<typeof inputs>;
type Dataset = ArtifactRef<'system.Dataset'>;

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
  const data = readData(p, given);
  const challenger = trainModel(p, given, data);
  const { model_name, registry, project, location, primary_metric, min_gain } = given;
  const champion = p.task('find-champion', findChampion, { model_name, registry, project, location }, FRESH);

  const tested = p.task('evaluate', evaluate, { model: challenger.model, dataset: data.test }, MODEL);
  const before = p.task(
    'evaluate-champion',
    evaluate,
    {
      model: champion.outputs.champion,
      dataset: data.test,
      allow_missing_model: true,
    },
    MODEL,
  );
  const decided = p.task('compare', compare, {
    challenger: tested.outputs.evaluation,
    champion: before.outputs.evaluation,
    primary_metric,
    min_gain,
  });
  const { promote, gain } = decided.outputs;
  p.if('challenger-wins', promote, '==', true, (wins) => {
    registerAndDeploy(wins, given, challenger.model, tested.outputs.evaluation);
  });
  const { auc, log_loss } = tested.outputs;
  return { auc, log_loss, champion_auc: before.outputs.auc, gain, promote, model: challenger.model };
}

function readData(p: Scope, { source, month, window_months, schema }: Inputs) {
  const { dataset } = p.task('ingest', ingest, { source, month, window_months }, FRESH).outputs;
  const validated = p.task('validate', validateData, { dataset, schema });
  return p.task('split', split, { dataset }).after(validated).outputs;
}

function trainModel(p: Scope, given: Inputs, data: { train: Dataset; validation: Dataset }) {
  const { algorithm, learning_rate, max_iterations, seed } = given;
  const { transform_graph, train_features, validation_features } = p.task('features', features, {
    train: data.train,
    validation: data.validation,
  }).outputs;
  const graph = { transform_graph, train_features, validation_features };
  const settings = { algorithm, learning_rate, max_iterations, seed };
  return p.task('train', train, { ...graph, ...settings }, { cpu: '4', memory: '16G', ...MODEL }).outputs;
}

function registerAndDeploy(
  p: Scope,
  given: Inputs,
  model: ArtifactRef<'system.Model'>,
  evaluation: ArtifactRef<'system.Artifact'>,
): void {
  const { model_name, registry, project, location, serving_image, endpoint, traffic_percent } = given;
  const place = { registry, project, location };
  const registered = p.task('register', register, { model, evaluation, model_name, ...place, serving_image }, FRESH);
  p.if('deployment-asked', given.deploy, '==', true, (asked) => {
    const { resource_name } = registered.outputs;
    asked.task('deploy-canary', deployCanary, { resource_name, endpoint, traffic_percent, ...place }, FRESH);
  });
}
