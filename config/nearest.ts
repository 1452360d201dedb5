/** Suggestions for what was mistyped. */
import { distance } from 'fastest-levenshtein';

const SHORT_LIST = 12;
const NEAREST_SHOWN = 5;

/** The options, most alike first; of equals, the one that comes first. */
function ranked(given: string, options: readonly string[]): string[] {
  const lower = given.toLowerCase();
  return options
    .map((option) => ({ option, far: distance(lower, option.toLowerCase()) }))
    .sort((a, b) => a.far - b.far)
    .map(({ option }) => option);
}

/** The option that was probably meant, by its start or its letters; `undefined` when over a third of the letters differ. */
export function nearest(given: string, options: readonly string[]): string | undefined {
  const longer = options.filter((option) => given.length > 2 && option.toLowerCase().startsWith(given.toLowerCase()));
  if (longer.length === 1) return longer[0];
  const [best] = ranked(given, options);
  if (best === undefined) return undefined;
  const limit = Math.max(2, Math.ceil(Math.max(given.length, best.length) / 3));
  return given !== '' && distance(given.toLowerCase(), best.toLowerCase()) <= limit ? best : undefined;
}

/** All options, or of a long list the few that are most alike and their number. */
export function optionsText(options: readonly string[], given?: string): string {
  if (options.length <= SHORT_LIST) return options.join(', ');
  const shown = (given === undefined ? options : ranked(given, options)).slice(0, NEAREST_SHOWN);
  return `${shown.join(', ')}, ... (${options.length} in all)`;
}
