/** Words that refusals share. */
import { type Place } from '../rows';
import { type Refusal } from '../offer';

const SHOWN = 5;

/** Whether an answer of the catalogue says why not. */
export const isRefused = <Offer extends object>(answer: Offer | readonly Refusal[]): answer is readonly Refusal[] =>
  Array.isArray(answer);

/** Places as people know them. */
export const PLACE_TITLES: Readonly<Record<Place, string>> = {
  vertex: 'Vertex AI',
  gke: 'GKE',
  compute: 'Compute Engine',
  tpuVm: 'TPU VMs',
};

/** `1, 2 or 4` */
export function either(options: readonly (string | number)[]): string {
  const [last, ...others] = [...options].reverse();
  return others.length === 0 ? String(last ?? '') : `${others.reverse().join(', ')} or ${last}`;
}

/** `a, b and c` */
export const all = (options: readonly string[]): string => either(options).replace(/ or (?=[^ ]*$)/, ' and ');

/** The first few, and how many more there are. */
export function few(options: readonly string[]): string {
  const more = options.length - SHOWN;
  return more > 0 ? `${options.slice(0, SHOWN).join(', ')} and ${more} more` : options.join(', ');
}
