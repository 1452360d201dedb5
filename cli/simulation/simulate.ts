import { loadConfig, type LoadedConfig } from '../../config/load';
import { chosen } from '../chosen';
import { type SimulateOptions } from '../options';
import { platformOf } from './platform';
import { readEvents } from './read-events';
import { type Decided, replay } from './replay';

/** The first level at which runs start by themselves. */
const LEVEL = 1;

export interface Simulation {
  readonly product: string;
  readonly environment: string;
  readonly insteadOfLevel?: number;
  readonly runMinutes: number;
  readonly decided: readonly Decided[];
}

/**
 * Replays a history for an environment of a configuration.
 *
 * @throws ConfigError, EventsError, UsageError for mistakes in what was given
 */
export async function simulateRetraining(options: SimulateOptions): Promise<Simulation> {
  const { loaded, insteadOfLevel } = atLevelOfRuns(options.config);
  const { product, environments, models } = loaded.config;
  const environment = chosen('--environment', options.environment, Object.keys(environments));
  const model = options.model && chosen('--model', options.model, Object.keys(models));
  const events = readEvents(options.events, Object.keys(models));
  const decided = await replay(platformOf(loaded, environment), events, options);
  return {
    product,
    environment,
    insteadOfLevel,
    runMinutes: options.runMinutes,
    decided: decided.filter((each) => model === undefined || each.model === undefined || each.model === model),
  };
}

/** A file at level 0 is looked at as if it were raised: to see what would come. */
function atLevelOfRuns(file: string): { loaded: LoadedConfig; insteadOfLevel?: number } {
  const loaded = loadConfig(file);
  const { level } = loaded.config;
  return level >= LEVEL ? { loaded } : { loaded: loadConfig(file, { level: LEVEL }), insteadOfLevel: level };
}
