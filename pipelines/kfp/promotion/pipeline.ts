import { type ArtifactRef, type ParameterRef, pipeline, type RefsFor, type Scope } from '../../ir';
import {
  compare,
  conclude,
  evaluate,
  findBaseline,
  findCandidates,
  ingest,
  monitor,
  notify,
  rollOut,
} from '../components';
import { FRESH, MODEL, RESUMES } from '../task-options';
import { inputs } from './inputs';

type Inputs = RefsFor<typeof inputs>;

/**
 * Holds a registered challenger against the champion on the same recent rows. A winner gets the traffic share by share
 * and becomes the champion, or everything is put back; a loser is no challenger any more.
 */
export const promotion = pipeline(
  'promotion',
  { description: 'Compares a registered challenger with the champion; a winner gets the traffic step by step', inputs },
  (p) => {
    const { topic, webhook } = p.inputs;
    const told = { pipeline: 'promotion', topic, webhook };
    return p.exitHandler('notify', notify, told, (b) => promoteIfSwitchedOn(b, p.inputs), FRESH).outputs;
  },
);

function promoteIfSwitchedOn(p: Scope, given: Inputs) {
  const { model_name } = given;
  const { outcome, reason } = p
    .if('switched-on', given.mode, '!=', 'disabled', (on) => decideIfThereAreTwo(on, given))
    .else((off) => {
      const why = { outcome: 'disabled', reason: 'promotion of this model is disabled' };
      return ended(off.task('switched-off', conclude, { model_name, ...why }, FRESH));
    }).outputs;
  return { outcome, reason };
}

/** Finishes what an earlier run left, then looks who is there. */
function decideIfThereAreTwo(p: Scope, given: Inputs) {
  const { model_name, registry, project, location, champion_alias, challenger_alias, mode } = given;
  const { endpoint, model_store } = given;
  const where = { model_name, registry, project, location };
  const aliases = { champion_alias, challenger_alias };
  const left = { ...where, ...aliases, endpoint, model_store, mode, job: '{{$.pipeline_job_name}}' };
  const settled = p.task('finish-earlier', rollOut, left, RESUMES);
  const found = p.task('find-candidates', findCandidates, { ...where, ...aliases }, FRESH).after(settled).outputs;
  const { outcome, reason } = p
    .if('both-found', found.both, '==', true, (both) => decide(both, given, found))
    .else((none) => {
      const why = { outcome: found.outcome, reason: found.reason };
      return ended(none.task('nothing-to-decide', conclude, { model_name, ...why }, FRESH));
    }).outputs;
  return { outcome, reason };
}
interface Found {
  readonly champion: ArtifactRef<'system.Model'>;
  readonly challenger: ArtifactRef<'system.Model'>;
  readonly champion_version: ParameterRef<'STRING'>;
  readonly challenger_version: ParameterRef<'STRING'>;
}

/** Champion against challenger on the same rows. Without a champion the challenger meets its floors only. */
function decide(p: Scope, given: Inputs, found: Found) {
  const { source, row_filter, month, month_column, label, positive_label, slice_columns, project } = given;
  const rows = { source, row_filter, month, month_column, label, positive_label, project };
  const { dataset } = p.task('ingest', ingest, rows, FRESH).outputs;
  const measured = { dataset, label, slice_columns };
  const champion = { model: found.champion, ...measured, allow_missing_model: true };
  const before = p.task('evaluate-champion', evaluate, champion, MODEL).outputs;
  const after = p.task('evaluate-challenger', evaluate, { model: found.challenger, ...measured }, MODEL).outputs;
  const { primary_metric, direction, min_gain, min_relative_gain, floors, slice_floors, max_slice_loss } = given;
  const decided = p.task('compare', compare, {
    ...{ challenger: after.evaluation, champion: before.evaluation },
    ...{ primary_metric, direction, min_gain, min_relative_gain, floors, slice_floors, max_slice_loss },
  }).outputs;
  const { outcome, reason } = p
    .if('challenger-wins', decided.promote, '==', true, (wins) => rollOutWinner(wins, given, found, dataset, decided))
    .else((loses) => reject(loses, given, found, decided)).outputs;
  return { outcome, reason };
}
type Decided = { readonly decision: ArtifactRef<'system.Artifact'>; readonly reason: ParameterRef<'STRING'> };

/** How far the rows that decided are from what the winner was trained on, and then the traffic. */
function rollOutWinner(p: Scope, given: Inputs, found: Found, rows: ArtifactRef<'system.Dataset'>, decided: Decided) {
  const trained = p.task('find-baseline', findBaseline, { champion: found.challenger }, MODEL).outputs;
  const near = { current: rows, statistics: trained.features, columns: trained.Output, kind: 'skew' };
  const skew = p.task('measure-skew', monitor, { ...near, threshold: given.max_skew }).outputs.distances;
  const { model_name, endpoint, champion_alias, challenger_alias, mode, registry, project, location } = given;
  const { canary_steps, bake_minutes, max_error_ratio, max_latency_ms, max_skew, min_requests, figures } = given;
  const { machine_type, min_replicas, max_replicas, service_account, model_store } = given;
  const { champion_version, challenger_version } = found;
  return ended(
    p.task(
      'roll-out',
      rollOut,
      {
        ...{ model_name, endpoint, champion_alias, challenger_alias, champion_version, challenger_version },
        ...{ decision: decided.decision, skew, mode },
        ...{ canary_steps, bake_minutes, max_error_ratio, max_latency_ms, max_skew, min_requests, figures },
        ...{ machine_type, min_replicas, max_replicas, service_account },
        ...{ registry, project, location, model_store, job: '{{$.pipeline_job_name}}' },
      },
      RESUMES,
    ),
  );
}

function reject(p: Scope, given: Inputs, found: Found, { decision, reason }: Decided) {
  const { model_name, mode, registry, project, location, challenger_alias } = given;
  const loser = { version: found.challenger_version, alias: challenger_alias };
  const where = { model_name, registry, project, location };
  return ended(p.task('reject', conclude, { ...where, ...loser, decision, mode, outcome: 'rejected', reason }, FRESH));
}

/** What every branch answers. */
function ended(task: {
  outputs: { readonly outcome: ParameterRef<'STRING'>; readonly reason: ParameterRef<'STRING'> };
}) {
  const { outcome, reason } = task.outputs;
  return { outcome, reason };
}
