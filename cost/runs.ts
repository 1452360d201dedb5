import { type Config, type ModelConfig } from '../config/schema';
import { dueTimes } from '../runs/schedule';
import { type Purpose } from '../runs/request';
import { poolNamed } from '../stacks/pools';
import { runsOf } from '../stacks/runs/model-runs';
import { schedulesOf } from '../stacks/runs/run-plan';
import { environmentsOf } from '../stacks/settings';
import { addedGpus, type Line, lineOf, type RunLine, type Where } from './line';

/** The month whose due times are counted: one of 31 days, always the same. */
const MONTH = { from: new Date('2026-02-28T23:59:59Z'), to: new Date('2026-03-31T23:59:59Z'), days: 31 };

/** The first level at which runs start by themselves. */
const LEVEL = 1;

/** What Vertex AI takes for a step that names no machine. https://cloud.google.com/vertex-ai/docs/pipelines/machine-types */
export const STEP_MACHINE = 'e2-standard-4';

/** What runs of the models are billed for, in each environment. */
export function runLines(config: Config, runMinutes: number): RunLine[] {
  if (config.level < LEVEL) return [];
  return environmentsOf(config).flatMap(({ name: environment, region }) =>
    Object.entries(config.models).flatMap(([model, settings]) =>
      runsOf(settings, model).flatMap(({ purpose }) => {
        const where = { environment, model };
        const counts = countsOf(settings, purpose);
        const once = [
          lineOf(`${purpose}: pipeline run`, where, 1, 'vertex.pipeline-run', region),
          ...machineLines(config, where, region, purpose, settings, runMinutes / 60),
        ];
        return once.map((line) => repeated(line, counts));
      }),
    ),
  );
}

interface Counts {
  readonly runs: number;
  readonly mostRuns: number;
}

/** The limits of `retrain` let pass so many a day, each so long after the one before. A promotion follows each training. */
function countsOf(model: ModelConfig, purpose: Purpose): Counts {
  if (purpose === 'promotion') {
    return model.promotion?.mode === 'disabled' ? { runs: 0, mostRuns: 0 } : countsOf(model, 'training');
  }
  const schedule = schedulesOf(model.retrain, model.monitoring)[purpose];
  const due = schedule ? [...dueTimes(schedule, MONTH.from, MONTH.to)].length : 0;
  if (purpose === 'monitoring') return { runs: due, mostRuns: due };
  const { maxRunsPerDay, cooldownHours, onNewData, onDegradation } = model.retrain;
  const apart = cooldownHours > 0 ? Math.floor((MONTH.days * 24) / cooldownHours) + 1 : Infinity;
  const most = Math.min(maxRunsPerDay * MONTH.days, apart);
  const events = onDegradation || onNewData.objects.length > 0 || onNewData.tables.length > 0;
  return { runs: Math.min(due, most), mostRuns: events ? most : Math.min(due, most) };
}

/** A training with `trainOn` holds the machines of its pool; any other run one machine after the other. */
function machineLines(
  config: Config,
  where: Where,
  region: string,
  purpose: Purpose,
  { trainOn }: ModelConfig,
  hours: number,
): Line[] {
  const pool = purpose === 'training' ? poolNamed(config, where.environment, region, trainOn) : undefined;
  if (pool?.on !== 'vertex') {
    return [lineOf(`${purpose}: ${STEP_MACHINE}`, where, hours, `compute.${STEP_MACHINE}`, region)];
  }
  const { accelerator, workers, spot, name } = pool;
  const machine = accelerator.machineType;
  const what = `${purpose}: pool ${name}, ${workers} x ${machine}${spot ? ' (spot)' : ''}`;
  return [
    lineOf(what, where, workers * hours, `compute.${machine}${spot ? '.spot' : ''}`, region),
    ...addedGpus(`${purpose}: GPUs of ${name}`, where, machine, accelerator.kind === 'gpu'),
  ];
}

function repeated(line: Line, { runs, mostRuns }: Counts): RunLine {
  const { perMonth: perRun, ...rest } = line;
  if (perRun === undefined) return { ...rest, runs, mostRuns };
  return { ...rest, perRun, runs, mostRuns, perMonth: perRun * runs, mostPerMonth: perRun * mostRuns };
}
