import { type Config } from '../config/schema';
import { type Pool } from '../training/pools/pool';
import { resolvePool } from '../training/pools/resolve';
import { type Settings } from './settings';

/** The pools of an environment, in the order of the file, with what the catalogue knows of them. */
export const poolsOf = ({ config, environment }: Settings): readonly Pool[] =>
  poolsOfEnvironment(config, environment.name, environment.region);

/** The same, where there are no settings. */
export function poolsOfEnvironment(config: Config, environment: string, region: string): readonly Pool[] {
  return Object.entries(config.training.pools).flatMap(([name, { environments, ...asked }]) => {
    if (environments && !environments.includes(environment)) return [];
    const pool = resolvePool({ name, ...asked }, region);
    // The configuration was checked by the same resolution.
    if (Array.isArray(pool))
      throw new Error(`training.pools.${name}: ${pool.map(({ message }) => message).join('; ')}`);
    return [pool as Pool];
  });
}
