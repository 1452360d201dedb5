import { readFileSync } from 'node:fs';
import { ConfigError, parseConfig } from '../../config/load';
import { BLUEPRINTS } from '../../stacks/blueprints/catalogue';

/** Levels that can be built of a configuration, lowest first: without `delivery`, for instance, there is no level 2. */
export function levelsOf(file: string, yaml = readFileSync(file, 'utf8')): number[] {
  return BLUEPRINTS.map(({ level }) => level).filter((level) => {
    try {
      parseConfig(file, yaml, { level });
      return true;
    } catch (error) {
      if (error instanceof ConfigError) return false;
      throw error;
    }
  });
}
