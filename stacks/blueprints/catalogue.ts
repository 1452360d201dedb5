import { type Blueprint } from './blueprint';
import { level0 } from './level0';
import { level1 } from './level1';
import { level2 } from './level2';

/** Every level, lowest first. */
export const BLUEPRINTS: readonly Blueprint[] = [level0, level1, level2];

/** The blueprint of a level; the configuration was checked against the same list. */
export function blueprintOf(level: number): Blueprint {
  const found = BLUEPRINTS.find((blueprint) => blueprint.level === level);
  if (!found)
    throw new Error(`no blueprint of level ${level}: ${BLUEPRINTS.map((blueprint) => blueprint.level).join(', ')}`);
  return found;
}
