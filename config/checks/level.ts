import { SUPPORTED_LEVELS } from '../levels';
import { rule } from './rule';

export const supportedLevel = rule('`level` is one that this version offers.', (config, context) => {
  const level = context.level ?? config.level;
  if (level === undefined || SUPPORTED_LEVELS.includes(level)) return [];
  const message =
    context.level === undefined ? 'this version does not offer the level' : 'the level asked for is not offered';
  const highest = Math.max(...SUPPORTED_LEVELS);
  const fix = context.level === undefined ? `write ${highest}` : `ask for --level ${highest}`;
  return [{ path: ['level'], message, given: level, allowed: SUPPORTED_LEVELS.join(', '), fix }];
});
