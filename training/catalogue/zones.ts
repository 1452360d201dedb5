/** Zones, regions, and which regions lie near each other. */

/** `europe-west4` of `europe-west4-b`. */
export const regionOf = (zone: string): string => zone.slice(0, zone.lastIndexOf('-'));

/** Those of the region, ascending. */
export const zonesIn = (zones: readonly string[], region: string): readonly string[] =>
  [...new Set(zones)].filter((zone) => regionOf(zone) === region).sort();

const continentOf = (place: string): string => {
  const [start = ''] = place.split('-');
  return start === 'northamerica' || start === 'us' ? 'america' : start;
};

/** Regions or zones, those of the same continent as the region first; otherwise in order of their names. */
export function nearestFirst(places: Iterable<string>, region: string): readonly string[] {
  const isFar = (place: string) => Number(continentOf(place) !== continentOf(region));
  return [...new Set(places)].sort((one, other) => isFar(one) - isFar(other) || (one < other ? -1 : 1));
}

/** Those of the region's continent, or all where it has none. */
export function near(places: Iterable<string>, region: string): readonly string[] {
  const sorted = nearestFirst(places, region);
  const close = sorted.filter((place) => continentOf(place) === continentOf(region));
  return close.length > 0 ? close : sorted;
}
