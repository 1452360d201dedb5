import { type Command, InvalidArgumentError, Option } from 'commander';
import { SUPPORTED_LEVELS } from '../../../config/levels';

/** Options that several commands share, with one wording. */
export const configOption = () => new Option('-c, --config <file>', 'configuration to read').default('mlops.yaml');

export const jsonOption = () => new Option('--json', 'print JSON, for scripts; errors too');

export const levelOption = () =>
  new Option('-l, --level <n>', 'build this level instead of the one in the configuration').argParser(parseLevel);

export function parseLevel(text: string): number {
  const level = SUPPORTED_LEVELS.find((supported) => String(supported) === text);
  if (level !== undefined) return level;
  throw new InvalidArgumentError(`Levels that this version builds: ${SUPPORTED_LEVELS.join(', ')}.`);
}

/** Adds the options that say which configuration is meant. */
export const withConfig = (command: Command): Command =>
  command.addOption(configOption()).addOption(levelOption()).addOption(jsonOption());
