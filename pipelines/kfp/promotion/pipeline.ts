import { type ArtifactRef, double, integer, pipeline, type RefsFor, type Scope, string } from '../../ir';
import { compare, deployCanary, evaluate, findChampion, ingest, notify, register } from '../components';
import { dataInputs, endpointInputs, notifyInputs, registryInputs } from '../inputs';
import { FRESH, MODEL } from '../task-options';

const inputs = {
  source: dataInputs.source,
  month: integer({ default: 7, description: 'Month whose rows decide, 1 to 12; neither model may have seen them.' }),
  ...registryInputs,
  challenger_alias: string({ default: 'challenger', description: 'Alias of the version that wants to be champion.' }),
  primary_metric: string({ default: 'auc', description: 'Metric that decides.' }),
  mode: string({ default: 'better', description: '`better`, or `not-worse` to accept a loss up to a tolerance.' }),
  min_gain: double({ default: 0.005, description: 'Mode `better`: the challenger must gain more than this.' }),
  ...endpointInputs,
  serving_image: string({ default: '', description: 'Image that serves the model at Vertex AI.' }),
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
  const { source, month, primary_metric, mode, min_gain, challenger_alias } = given;
  const { dataset } = p.task('ingest', ingest, { source, month }, FRESH).outputs;
  const champion = candidate(p, given, 'champion', 'champion', dataset);
  const challenger = candidate(p, given, 'challenger', challenger_alias, dataset);
  const evaluations = { champion: champion.evaluation, challenger: challenger.evaluation };
  const decided = p.task('compare', compare, { ...evaluations, primary_metric, mode, min_gain }).outputs;
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
  const { model_name, registry, project, location } = given;
  const where = { model_name, alias, registry, project, location };
  const found = p.task(`find-${role}`, findChampion, where, FRESH).outputs;
  const allow_missing_model = role === 'champion';
  const measured = p.task(`evaluate-${role}`, evaluate, { model: found.champion, dataset, allow_missing_model }, MODEL);
  return { model: found.champion, resourceName: found.resource_name, evaluation: measured.outputs.evaluation };
}
type Dataset = ArtifactRef<'system.Dataset'>;

function rollOut(p: Scope, given: Inputs, { model, resourceName, evaluation }: ReturnType<typeof candidate>): void {
  const { model_name, registry, project, location, endpoint, traffic_percent, serving_image } = given;
  const place = { registry, project, location };
  const target = { resource_name: resourceName, endpoint, traffic_percent };
  const deployed = p.task('deploy-canary', deployCanary, { ...target, ...place }, FRESH);
  p.if('all-traffic', deployed.outputs.traffic_percent, '==', 100, (all) => {
    all.task(
      'register',
      register,
      { model, evaluation, model_name, alias: 'champion', ...place, serving_image },
      FRESH,
    );
  });
}
