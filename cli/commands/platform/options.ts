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

export const runMinutesOption = () =>
  new Option('--run-minutes <n>', 'how long a run goes on').argParser(minutes).default(60);

/** Vertex AI ends a run after a week. */
const MOST_MINUTES = 7 * 24 * 60;

function minutes(text: string): number {
  const value = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (value >= 1 && value <= MOST_MINUTES) return value;
  throw new InvalidArgumentError(`Allowed: a whole number of minutes from 1 to ${MOST_MINUTES}.`);
}
