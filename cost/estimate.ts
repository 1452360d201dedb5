import { type App } from 'cdktf';
import { type Config } from '../config/schema';
import { idleLines, replicaLines } from './idle';
import { kindOf } from './kinds';
import { type Line, type RunLine, type Total, totalOf } from './line';
import { type Made, madeBy } from './made';
import { runLines } from './runs';

/** Something that is or may be billed, without a price. */
export interface Uncounted {
  readonly what: string;
  /** Environments that have it. */
  readonly environments: readonly string[];
  readonly why: string;
}

export interface Estimate {
  readonly idle: readonly Line[];
  readonly perRun: readonly RunLine[];
  readonly uncounted: readonly Uncounted[];
  readonly idleTotal: Total;
  readonly runsTotal: Total;
  /** Of runs when events ask for as many as the limits allow. */
  readonly mostRunsTotal: Total;
}

export interface EstimateOptions {
  /** How long a run goes on. */
  readonly runMinutes: number;
  /** One environment. @default - all, and what none owns */
  readonly environment?: string;
}

/** What the resources of an app are billed for while idle, and what its runs are. */
export function estimateOf(app: App, config: Config, { runMinutes, environment }: EstimateOptions): Estimate {
  const here = ({ where }: Pick<Line, 'where'>) => environment === undefined || where.environment === environment;
  const all = madeBy(app, config);
  const idle = [...idleLines(all), ...replicaLines(config)].filter(here);
  const perRun = runLines(config, runMinutes).filter(here);
  const uncounted = uncountedOf(all.filter(here), [...idle, ...perRun]);
  const known = (total: Total, more: boolean): Total => ({ ...total, atLeast: total.atLeast || more });
  return {
    idle,
    perRun,
    uncounted,
    // Network, storage and the surcharge of Vertex AI are never counted.
    idleTotal: known(totalOf(idle), uncounted.length > 0),
    runsTotal: known(totalOf(perRun), perRun.length > 0),
    mostRunsTotal: known(
      totalOf(perRun, ({ mostPerMonth }) => mostPerMonth),
      perRun.length > 0,
    ),
  };
}

const BY_USE = 'no price was confirmed, or it goes by use';
const SURCHARGE = 'What Vertex AI adds to the price of a machine';

/** Lines without price, types without any, and the surcharge of Vertex AI. */
function uncountedOf(all: readonly Made[], lines: readonly Line[]): Uncounted[] {
  const found = new Map<string, { environments: Set<string>; why: string }>();
  const add = (what: string, environment: string, why: string) => {
    const entry = found.get(what) ?? { environments: new Set(), why };
    found.set(what, { ...entry, environments: entry.environments.add(environment) });
  };
  for (const { what, where, unknown } of lines) if (unknown !== undefined) add(what, where.environment, unknown);
  for (const { where } of lines) if (where.model !== undefined) add(SURCHARGE, where.environment, BY_USE);
  for (const { type, where } of all) {
    const kind = kindOf(type);
    if (!kind) add(type, where.environment, 'nothing is known of its bill');
    else if (kind.kind === 'unknown') add(kind.what, where.environment, BY_USE);
  }
  return [...found].map(([what, { environments, why }]) => ({ what, environments: [...environments], why }));
}
