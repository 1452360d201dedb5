import { type REGIONS } from './regions';

type Region = (typeof REGIONS)[number];

/** Regions whose zones are not a, b and c. Source: https://cloud.google.com/compute/docs/regions-zones */
const OTHER_ZONES: Partial<Record<Region, readonly string[]>> = {
  'europe-west1': ['b', 'c', 'd'],
  'us-central1': ['a', 'b', 'c', 'f'],
  'us-east1': ['b', 'c', 'd'],
};

/** Zones of a region, by their letters. */
export function zonesOf(region: Region): readonly string[] {
  return OTHER_ZONES[region] ?? ['a', 'b', 'c'];
}
