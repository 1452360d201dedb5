/** Regions and zones that do not offer an accelerator, with the nearest that do. */
import { type GpuWish, type Refusal } from '../offer';
import { near, nearestFirst, regionOf, zonesIn } from '../zones';
import { all, few } from './refusal';

type Where = Pick<GpuWish, 'region' | 'zones'>;

/** Zones of the region that offer it, and among them those asked for. */
export const zonesOffered = (offering: readonly string[], { region, zones }: Where): readonly string[] =>
  zonesIn(offering, region).filter((zone) => zones === undefined || zones.includes(zone));

/** Each zone has a machine for it, but none is in all of them. */
export const noCommonMachine = (name: string, zones: readonly string[] = []): Refusal => ({
  field: 'zones',
  message: `no machine with ${name} is in all of ${all(zones)}`,
  fix: 'take one zone, or leave out the zones',
});

/** Whether a machine in these zones is in all that are asked for, or somewhere in the region. */
export const isThere = (offering: readonly string[], where: Where): boolean =>
  zonesOffered(offering, where).length > 0 && (where.zones ?? []).every((zone) => offering.includes(zone));

/** @param name What is looked for: `4 x nvidia-tesla-a100` or `v5e 4x4`. */
export function zoneRefusals(name: string, offering: readonly string[], { region, zones }: Where): readonly Refusal[] {
  const here = zonesIn(offering, region);
  if (here.length === 0)
    return [
      {
        field: 'region',
        message: `${name} is offered in ${few(near(offering, region))}, not in ${region}`,
        allowed: few(nearestFirst(offering.map(regionOf), region)),
        fix: 'take one of these regions, or an accelerator that the region has (docs/accelerators.md)',
      },
    ];
  const missing = (zones ?? []).filter((zone) => !here.includes(zone));
  if (zones?.length === 0)
    return [{ field: 'zones', message: 'no zone is named', allowed: here.join(', '), fix: 'leave out the zones' }];
  return missing.length === 0
    ? []
    : [
        {
          field: 'zones',
          message: `${name} is offered in ${all(here)}, not in ${all(missing)}`,
          allowed: here.join(', '),
          fix: 'take some of these, or leave out the zones',
        },
      ];
}
