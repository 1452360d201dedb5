import { join } from 'node:path';
import { compilePipeline } from '../../kfp';
import { pipelineInputs, readCompiledPipeline } from '../compiled-pipeline';
import { LocalRunError } from '../errors';
import { runPipeline } from '../run';
import { runArguments } from '../run-arguments';
import { type RunRecord } from '../run-record';
import { shortStep } from '../step-name';
import { decideRetraining, type Limits, type Watched } from './decision';
import { monthName, type MonthlyModel, type Replay, type ReplayMonth, span } from './months';

const FIRST_MONTH = 4;
const LAST_MONTH = 12;
/** Every model learns from so many months. */
const WINDOW = 3;
const MIN_GAIN = 0.005;
const LIMITS: Limits = { drift: 0.3, degradation: 0.1 };

export interface ReplayOptions {
  readonly python: string;
  /** Gets the registry of the replay. */
  readonly folder: string;
  /** Folder of runs. @default .mlops/runs in the current directory */
  readonly runs?: string;
  /** Last month that is replayed, 4 to 12. @default 12 */
  readonly lastMonth?: number;
  /** Called with each sentence of progress. */
  readonly progress: (message: string) => void;
}

/** The model in service, with the loss that it was accepted with. */
type Champion = Required<Omit<MonthlyModel, 'logLoss'>> & { readonly acceptedLoss: number };

interface Trained {
  readonly challenger: MonthlyModel;
  readonly promoted: boolean;
  readonly runId: string;
  readonly lateShare: number;
}

function metricsOf(record: RunRecord, step: string): Record<string, number> {
  const found = record.metrics.find((each) => shortStep(each.step) === step);
  if (!found) throw new LocalRunError(`${record.runId} has no metrics of step ${step}`);
  return found.values as Record<string, number>;
}

async function run(options: ReplayOptions, name: string, given: Record<string, unknown>): Promise<RunRecord> {
  const yaml = compilePipeline(name);
  const pipeline = readCompiledPipeline(yaml, name);
  const values = runArguments(name, pipelineInputs(pipeline), [], {
    ...given,
    registry: join(options.folder, 'registry'),
  });
  const { python, runs } = options;
  const { record, folder } = await runPipeline({ yaml, pipeline, arguments: values, python, runs });
  if (record.state === 'SUCCEEDED') return record;
  const { step, message, log } = record.failure!;
  throw new LocalRunError(
    `${record.runId} failed in step ${shortStep(step)}: ${message}\n${log.join('\n')}\n${folder}`,
  );
}

/** The data is of 2013. */
const endOfMonth = (month: number): string => new Date(Date.UTC(2013, month)).toISOString();

async function watch(options: ReplayOptions, month: number): Promise<Watched & { record: RunRecord }> {
  const record = await run(options, 'model-monitoring', {
    month,
    window_end: endOfMonth(month),
    skew_threshold: LIMITS.drift,
  });
  const distances = Object.entries(metricsOf(record, 'watch-skew'));
  const [column, distance] = distances.sort(([, left], [, right]) => right - left)[0]!;
  const { log_loss: logLoss } = metricsOf(record, 'evaluate');
  return { alarm: record.outputs['skew_alarm'] === true, drift: { column, distance }, logLoss: logLoss!, record };
}

async function retrain(options: ReplayOptions, month: number): Promise<Trained> {
  const settings = { month, window_months: WINDOW, primary_metric: 'log_loss', min_gain: MIN_GAIN };
  const record = await run(options, 'tabular-training', settings);
  const { log_loss: logLoss, base_rate: lateShare } = metricsOf(record, 'evaluate');
  const registered = record.artifacts.find((each) => each.name === 'registered_model');
  const version = registered && { version: Number(registered.metadata['version']) };
  const trainedOn = Array.from({ length: WINDOW }, (_, index) => month - WINDOW + index);
  const challenger = { ...version, trainedOn, logLoss: logLoss! };
  return { challenger, promoted: record.outputs['promote'] === true, runId: record.runId, lateShare: lateShare! };
}

/** Before the first month there is no champion: the first model takes the place. */
async function firstMonth(options: ReplayOptions): Promise<ReplayMonth> {
  const reason = 'there is no champion yet';
  options.progress(`${monthName(FIRST_MONTH)}: training the first champion`);
  const { challenger, runId, lateShare } = await retrain(options, FIRST_MONTH);
  return { month: FIRST_MONTH, lateShare, retrained: true, reason, challenger, winner: 'challenger', runs: [runId] };
}

async function nextMonth(options: ReplayOptions, month: number, champion: Champion): Promise<ReplayMonth> {
  const { version, trainedOn, acceptedLoss } = champion;
  options.progress(`${monthName(month)}: watching v${version}, trained on ${span(trainedOn)}`);
  const watched = await watch(options, month);
  const { retrain: retrained, reason } = decideRetraining(watched, acceptedLoss, LIMITS);
  const lateShare = metricsOf(watched.record, 'evaluate')['base_rate']!;
  const serving = { version, trainedOn, logLoss: watched.logLoss };
  const known = { month, lateShare, drift: watched.drift, champion: serving, retrained, reason };
  if (!retrained) return { ...known, winner: 'champion', runs: [watched.record.runId] };
  options.progress(`${monthName(month)}: retraining, as ${reason}`);
  const { challenger, promoted, runId } = await retrain(options, month);
  return { ...known, challenger, winner: promoted ? 'challenger' : 'champion', runs: [watched.record.runId, runId] };
}

function championAfter({ winner, challenger }: ReplayMonth, before: Champion | undefined): Champion {
  if (winner === 'champion') return before!;
  const { version, trainedOn, logLoss } = challenger!;
  return { version: version!, trainedOn, acceptedLoss: logLoss };
}

/**
 * Lives through April to December of the flights data: each month the champion is monitored on the month's rows, and
 * when they have moved or it has become worse, a challenger is trained on the three months before and meets it there.
 * @throws LocalRunError when a run fails, with its step and last lines
 */
export async function replayYear(options: ReplayOptions): Promise<Replay> {
  const months = [await firstMonth(options)];
  let champion = championAfter(months[0]!, undefined);
  for (let month = FIRST_MONTH + 1; month <= (options.lastMonth ?? LAST_MONTH); month++) {
    const lived = await nextMonth(options, month, champion);
    months.push(lived);
    champion = championAfter(lived, champion);
  }
  return { metric: 'log_loss', minGain: MIN_GAIN, driftThreshold: LIMITS.drift, months };
}
