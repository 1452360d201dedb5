import { type ArtifactRef, double, integer, pipeline, type RefsFor, type Scope, string, struct } from '../../ir';
import { compare, deployCanary, evaluate, findChampion, ingest, notify, register } from '../components';
import {
  dataInputs,
  endpointInputs,
  labelInputs,
  notifyInputs,
  registryInputs,
  servingInputs,
  sliceInputs,
} from '../inputs';
import { FRESH, MODEL } from '../task-options';

const inputs = {
  ...dataInputs,
  month: integer({
    default: 7,
    description: 'Month whose rows decide, 1 to 12 or YYYYMM, 0 for all; neither model may have seen them.',
  }),
  ...labelInputs,
  ...sliceInputs,
  ...registryInputs,
  challenger_alias: string({ default: 'challenger', description: 'Alias of the version that wants to be champion.' }),
  primary_metric: string({ default: 'auc', description: 'Metric that decides.' }),
  mode: string({ default: 'better', description: '`better`, or `not-worse` to accept a loss up to a tolerance.' }),
  min_gain: double({ default: 0.005, description: 'Mode `better`: the challenger must gain more than this.' }),
  floors: struct({ default: {}, description: 'Worst values that a model may have: {"auc": 0.6, "log_loss": 0.7}.' }),
  ...endpointInputs,
  ...servingInputs,
  ...notifyInputs,
};
type Inputs = RefsFor<typeof inputs>;

/**
 * Holds a registered challenger against the champion on the same recent rows. A winner gets a share of the traffic;
 * given all of it (`traffic_percent` 100), it becomes the champion.
 */
export const promotion = pipeline(
  'promotion',
  { description: 'Compares a registered challenger with the champion; a winner gets a share of the traffic', inputs },
  (p) => {
    const { topic, webhook } = p.inputs;
    const told = { pipeline: 'promotion', topic, webhook };
    return p.exitHandler('notify', notify, told, (b) => promote(b, p.inputs), FRESH).outputs;
  },
);

function promote(p: Scope, given: Inputs) {
  const { source, row_filter, month, month_column, label, positive_label, project } = given;
  const rows = { source, row_filter, month, month_column, label, positive_label, project };
  const { dataset } = p.task('ingest', ingest, rows, FRESH).outputs;
  const { primary_metric, mode, min_gain, floors, challenger_alias } = given;
  const champion = candidate(p, given, 'champion', 'champion', dataset);
  const challenger = candidate(p, given, 'challenger', challenger_alias, dataset);
  const evaluations = { champion: champion.evaluation, challenger: challenger.evaluation };
  const decided = p.task('compare', compare, { ...evaluations, primary_metric, mode, min_gain, floors }).outputs;
  p.if('challenger-wins', decided.promote, '==', true, (wins) => rollOut(wins, given, challenger));
  return { promote: decided.promote, gain: decided.gain, reason: decided.reason };
}

/** A version from the registry, measured. Without a champion the challenger is held against its floors only. */
function candidate(
  p: Scope,
  given: Inputs,
  role: string,
  alias: Inputs['challenger_alias'] | string,
  dataset: Dataset,
) {
  const { model_name, registry, project, location, label, slice_columns } = given;
  const allow_missing_model = role === 'champion';
  const where = { model_name, alias, registry, project, location, required: !allow_missing_model };
  const found = p.task(`find-${role}`, findChampion, where, FRESH).outputs;
  const rows = { dataset, label, slice_columns, allow_missing_model };
  const measured = p.task(`evaluate-${role}`, evaluate, { model: found.champion, ...rows }, MODEL);
  return { model: found.champion, resourceName: found.resource_name, evaluation: measured.outputs.evaluation };
}
type Dataset = ArtifactRef<'system.Dataset'>;

function rollOut(p: Scope, given: Inputs, { model, resourceName, evaluation }: ReturnType<typeof candidate>): void {
  const { model_name, registry, project, location, endpoint, traffic_percent, serving_image, model_store } = given;
  const place = { registry, project, location };
  const target = { resource_name: resourceName, endpoint, traffic_percent };
  const deployed = p.task('deploy-canary', deployCanary, { ...target, ...place }, FRESH);
  p.if('all-traffic', deployed.outputs.traffic_percent, '==', 100, (all) => {
    all.task(
      'register',
      register,
      { model, evaluation, model_name, alias: 'champion', ...place, serving_image, model_store },
      FRESH,
    );
  });
}
