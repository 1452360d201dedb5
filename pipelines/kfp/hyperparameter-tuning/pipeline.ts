import { boolean, integer, pipeline, type RefsFor, type Scope, string, struct } from '../../ir';
import { evaluate, notify, register, selectBest, suggestTrials, train } from '../components';
import { fitFeatures, readAndSplit, trainingDataInputs } from '../data-steps';
import { notifyInputs, registryInputs, servingInputs, sliceInputs } from '../inputs';
import { FRESH, MODEL } from '../task-options';

const inputs = {
  ...trainingDataInputs,
  search_space: struct({
    default: { learning_rate: { min: 0.03, max: 0.3, log: true }, max_leaf_nodes: [7, 15, 31] },
    description: 'Setting of train to a list of values, or to {"min": .., "max": .., "log": true}.',
  }),
  trials: integer({ default: 4, description: 'How many settings are tried.' }),
  seed: integer({ default: 0, description: 'Seed of the draw.' }),
  ...sliceInputs,
  ...registryInputs,
  register_best: boolean({ default: false, description: 'Register the best model.' }),
  alias: string({ default: 'challenger', description: 'Alias that a registered model gets.' }),
  ...servingInputs,
  ...notifyInputs,
};
type Inputs = RefsFor<typeof inputs>;

/** Trains one model per setting, side by side, keeps the one with the least validation loss and tests it once. */
export const hyperparameterTuning = pipeline(
  'hyperparameter-tuning',
  { description: 'Tries settings side by side and keeps the model with the least validation loss', inputs },
  (p) => {
    const { topic, webhook } = p.inputs;
    const told = { pipeline: 'hyperparameter-tuning', topic, webhook };
    return p.exitHandler('notify', notify, told, (b) => tune(b, p.inputs), FRESH).outputs;
  },
);

function tune(p: Scope, given: Inputs) {
  const { label, slice_columns, search_space, trials, seed } = given;
  const parts = readAndSplit(p, given);
  const made = fitFeatures(p, given, parts);
  const suggested = p.task('suggest-trials', suggestTrials, { search_space, count: trials, seed }).outputs.Output;

  const tried = p.parallelFor('each-trial', { items: suggested, of: 'STRUCT', parallelism: 4 }, (b, trial) => {
    const trained = b.task('train', train, { ...made, label, seed, trial }, MODEL);
    return { model: trained.outputs.model, loss: trained.outputs.validation_log_loss };
  });
  const { model, loss } = tried.collected;
  const best = p.task('select-best', selectBest, { models: model, scores: loss, direction: 'lower' }).outputs;
  const rows = { dataset: parts.test, label, slice_columns };
  const tested = p.task('evaluate', evaluate, { model: best.best, ...rows }, MODEL).outputs;
  p.if('registration-asked', given.register_best, '==', true, (asked) => {
    const { model_name, alias, registry, project, location, serving_image, model_store } = given;
    const where = { model_name, alias, registry, project, location, serving_image, model_store };
    asked.task('register', register, { model: best.best, evaluation: tested.evaluation, ...where }, FRESH);
  });
  const { auc, log_loss } = tested;
  return { auc, log_loss, validation_losses: loss, best_index: best.best_index, model: best.best };
}
