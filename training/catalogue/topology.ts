/** Arithmetic of TPU topologies. */

/** Chips of a topology: 16 of `4x4`. */
export const chipsOf = (topology: string): number =>
  topology.split('x').reduce((product, side) => product * Number(side), 1);

/** The topologies whose number of chips is nearest: the next smaller and the next larger ones. */
export function nearestTopologies(given: string, options: readonly string[]): readonly string[] {
  const chips = chipsOf(given);
  const ascending = [...new Set(options)].sort((one, other) => chipsOf(one) - chipsOf(other));
  // `4xlarge` or `16` says no number of chips that makes a slice.
  if (!/^\d+(x\d+){1,2}$/.test(given)) return ascending.slice(0, 4);
  const smaller = ascending.filter((option) => chipsOf(option) <= chips).slice(-2);
  const larger = ascending.filter((option) => chipsOf(option) > chips).slice(0, 2);
  return [...smaller, ...larger];
}
