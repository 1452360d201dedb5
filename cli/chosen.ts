import { nearest } from '../config/nearest';
import { UsageError } from './failure';

/**
 * The name that an option gives, or the only one that there is.
 *
 * @throws UsageError when the name is unknown, or missing where there are several
 */
export function chosen(option: string, given: string | undefined, names: readonly string[]): string {
  const list = names.length > 0 ? names.join(', ') : 'none';
  if (given === undefined && names.length === 1) return names[0]!;
  if (given === undefined) throw new UsageError(`choose one by ${option}: ${list}`);
  if (names.includes(given)) return given;
  const alike = nearest(given, names);
  const meant = alike ? ` (did you mean "${alike}"?)` : '';
  throw new UsageError(`${option} ${given}: there is none of that name${meant}; there are: ${list}`);
}
