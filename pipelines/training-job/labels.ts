import { type Mistakes } from './mistakes';
import { known, type Value } from './values';

/** Checks labels for what Google Cloud takes. */
export function checkLabels(labels: Readonly<Record<string, Value>>, mistakes: Mistakes): void {
  for (const [key, given] of Object.entries(labels)) {
    const value = known(given);
    if (!/^[\p{Ll}\p{Lo}][\p{Ll}\p{Lo}\p{N}_-]{0,62}$/u.test(key))
      mistakes.add(key, 'is no key of a label', 'use up to 63 lower-case letters, digits, _ and -, a letter first');
    if (value !== undefined && !/^[\p{Ll}\p{Lo}\p{N}_-]{0,63}$/u.test(value))
      mistakes.add(key, `"${value}" is no value of a label`, 'use up to 63 lower-case letters, digits, _ and -');
  }
}
