import { type Config } from '../config/schema';
import { type Pool } from '../training/pools/pool';
import { isPoolRefused, resolvePool } from '../training/pools/resolve';
import { type Settings } from './settings';

/** The pools of an environment, in the order of the file, with what the catalogue knows of them. */
export const poolsOf = ({ config, environment }: Settings): readonly Pool[] =>
  poolsOfEnvironment(config, environment.name, environment.region);

/** The same, where there are no settings. */
export const poolsOfEnvironment = (config: Config, environment: string, region: string): readonly Pool[] =>
  Object.keys(config.training.pools).flatMap((name) => poolNamed(config, environment, region, name) ?? []);

/** One of them; undefined for a name that the environment has no pool of. */
export function poolNamed(config: Config, environment: string, region: string, name?: string): Pool | undefined {
  const asked = name === undefined ? undefined : config.training.pools[name];
  if (name === undefined || asked === undefined) return undefined;
  if (asked.environments && !asked.environments.includes(environment)) return undefined;
  const pool = resolvePool({ name, ...asked }, region);
  // The configuration was checked by the same resolution.
  if (isPoolRefused(pool)) throw new Error(`training.pools.${name}: ${pool.map(({ message }) => message).join('; ')}`);
  return pool;
}
