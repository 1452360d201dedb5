import { type LogLine } from '../../functions/retrain/log';
import { handle, type Services } from '../../functions/retrain/handle';
import { PermanentProblem } from '../../runs/problems';
import { type Purpose, type Reason } from '../../runs/request';
import { dueTimes } from '../../runs/schedule';
import { SimulatedJobs } from '../../runs/simulated-jobs';
import { type PubsubMessage } from '../../runs/triggers/message';
import { type PlacedEvent } from './event';
import { messageOf, messageOfSchedule } from './messages';
import { type SimulatedPlatform } from './platform';

/** What became of one thing that happened, for one model or for none. */
export interface Decided {
  /** Milliseconds since 1970. */
  readonly time: number;
  /** Line of the history; undefined for a schedule. */
  readonly line?: number;
  readonly decision: 'started' | 'skipped' | 'ignored' | 'refused';
  readonly model?: string;
  readonly purpose?: Purpose;
  readonly reason?: Reason;
  readonly event?: string;
  readonly because?: string;
  readonly detail?: string;
  readonly jobId?: string;
}

interface Happening {
  readonly time: number;
  readonly line?: number;
  /** Of an alert that nobody acts on: why. */
  readonly silent?: string;
  readonly model?: string;
  readonly message: PubsubMessage;
}

export interface ReplayOptions {
  /** How long each run goes on. */
  readonly runMinutes: number;
}

/**
 * Lets a history happen: each event and each schedule that is due between the first and the last one goes to the code of
 * the retraining function, by a clock that stands at that time.
 *
 * @param events in the order of time
 */
export async function replay(
  platform: SimulatedPlatform,
  events: readonly PlacedEvent[],
  { runMinutes }: ReplayOptions,
): Promise<Decided[]> {
  let now = 0;
  const lines: LogLine[] = [];
  const services = servicesOf(platform, () => now, new SimulatedJobs(() => now, runMinutes), lines);
  const decided: Decided[] = [];
  for (const { time, line, message, silent, model } of happenings(platform, events)) {
    now = time;
    if (silent !== undefined) decided.push({ time, line, decision: 'ignored', model, detail: silent });
    else await handle({ message, subscription: 'simulated' }, services);
    decided.push(...lines.splice(0).map((entry) => decidedOf(entry, time, line)));
  }
  return decided;
}

/** In the order of time; what happens at one time in the order of the file, schedules last. */
function happenings(platform: SimulatedPlatform, events: readonly PlacedEvent[]): Happening[] {
  const { environment, schedules, silent } = platform;
  const told = events.map((placed): Happening => {
    const { event, time, line } = placed;
    const about = event.kind === 'alert' ? { model: event.model, silent: silent(event.model) } : {};
    return { time, line, message: messageOf(placed, environment), ...about };
  });
  const [first, last] = [events[0]!.time, events.at(-1)!.time];
  const due = schedules.flatMap(({ model, purpose, ...schedule }) =>
    [...dueTimes(schedule, new Date(first - 1), new Date(last))].map((date): Happening => {
      return { time: date.getTime(), message: messageOfSchedule(model, purpose, date) };
    }),
  );
  return [...told, ...due].sort((a, b) => a.time - b.time);
}

function servicesOf(
  { prefix, routes, plans }: SimulatedPlatform,
  now: () => number,
  jobs: SimulatedJobs,
  lines: LogLine[],
): Services {
  return {
    prefix,
    jobs,
    now,
    documents: {
      routes: async () => routes,
      plan: async (model) => {
        const plan = plans.get(model);
        if (!plan) throw new PermanentProblem(`there is no model "${model}"`);
        return plan;
      },
    },
    templates: { spec: async () => ({}) },
    experiments: { record: async () => 'recorded' },
    deadLetters: async () => undefined,
    log: (line) => void lines.push(line),
  };
}

/** @throws Error for what a simulation cannot run into: then the kit is wrong */
function decidedOf(entry: LogLine, time: number, line: number | undefined): Decided {
  const { decision, model, purpose, reason, event, because, detail, jobId } = entry as LogLine &
    Omit<Decided, 'decision'>;
  if (decision === 'retry') throw new Error(`unexpected in a simulation: ${entry.message}`);
  const ended = decision === 'dead-lettered' ? 'refused' : because === 'ignored' ? 'ignored' : decision;
  return { time, line, decision: ended, model, purpose, reason, event, because, detail, jobId };
}
