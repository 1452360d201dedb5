/** What a list of machine types has that the catalogue has not, and the other way round. */
import { type Catalogue, regionOf } from '../../training/catalogue';
import { type Listing } from './listing';

export interface Difference {
  /** Machine types of families with accelerators that the catalogue lacks. */
  readonly newTypes: readonly string[];
  /** Machine types of the catalogue that the list lacks. */
  readonly goneTypes: readonly string[];
  /** `a2-highgpu-1g: us-east1` */
  readonly newRegions: readonly string[];
  readonly goneRegions: readonly string[];
}

/** N1 takes GPUs in few of its regions, so its list of regions says nothing new. */
const TAKES_GPUS_IN_SOME = /^n1-/;

/** Regions of each machine type, over all accelerators. */
export function catalogueRegions({ gpus, tpus }: Catalogue): Listing {
  const regions = new Map<string, Set<string>>();
  for (const { machineType, zones } of [...gpus, ...tpus].flatMap(({ machines }) => [...machines]))
    for (const zone of zones) regions.set(machineType, (regions.get(machineType) ?? new Set()).add(regionOf(zone)));
  return regions;
}

const familyOf = (machineType: string): string => machineType.split('-')[0] ?? machineType;

/** Regions of the first that the second lacks, of machine types that both have. */
const beyond = (first: Listing, second: Listing): readonly string[] =>
  [...first].flatMap(([machineType, regions]) => {
    const known = second.get(machineType);
    const more = known === undefined ? [] : [...regions].filter((region) => !known.has(region)).sort();
    return more.length === 0 ? [] : [`${machineType}: ${more.join(', ')}`];
  });

export function difference(catalogue: Catalogue, listing: Listing): Difference {
  const ours = catalogueRegions(catalogue);
  const families = new Set([...ours.keys()].filter((type) => !TAKES_GPUS_IN_SOME.test(type)).map(familyOf));
  return {
    newTypes: [...listing.keys()].filter((type) => families.has(familyOf(type)) && !ours.has(type)).sort(),
    goneTypes: [...ours.keys()].filter((type) => !listing.has(type)).sort(),
    newRegions: beyond(listing, ours).filter((line) => !TAKES_GPUS_IN_SOME.test(line)),
    goneRegions: beyond(ours, listing),
  };
}

const block = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [`${title} (${lines.length})`, ...lines.map((line) => `  ${line}`)];

/** The difference for a person to act on; one line where there is none. */
export function differenceText(found: Difference): string {
  const lines = [
    ...block('machine types that the catalogue lacks', found.newTypes),
    ...block('machine types that the list lacks', found.goneTypes),
    ...block('regions that the catalogue lacks', found.newRegions),
    ...block('regions that the list lacks', found.goneRegions),
  ];
  return lines.length === 0 ? 'no difference' : lines.join('\n');
}
