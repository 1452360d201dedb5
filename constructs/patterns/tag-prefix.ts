import { type DeliveryTrigger } from '../../delivery/triggers';

/**
 * What all tags that start a build begin with: `v` of `^v[0-9].*`. Google's conditions on identities know no regular
 * expressions.
 */
export function tagPrefixOf(triggers: readonly DeliveryTrigger[]): string {
  const prefixes = triggers.flatMap(({ event }) =>
    'push' in event && 'tag' in event.push ? [literalStart(event.push.tag)] : [],
  );
  const [first = '', ...others] = prefixes;
  let length = first.length;
  for (const other of others) while (!other.startsWith(first.slice(0, length))) length -= 1;
  return first.slice(0, length);
}

/** A letter that may be repeated, or missing, is not sure to be there; with alternatives nothing is. */
function literalStart(pattern: string): string {
  if (!pattern.startsWith('^') || pattern.includes('|')) return '';
  const start = /^\^((?:[A-Za-z0-9_/-]|\\\.)*)/.exec(pattern)![1]!;
  const rest = pattern.slice(1 + start.length);
  const sure = /^[*?+{]/.test(rest) ? start.replace(/(?:\\\.|.)$/, '') : start;
  return sure.replaceAll('\\.', '.');
}
