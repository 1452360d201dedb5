/** Where and at which terms an accelerator is taken: place, spot, reservation, queue. */
import { type GpuWish, type Refusal, type TpuWish } from '../offer';
import { type Gpu, type GpuMachine, type Place, type Tpu } from '../rows';
import { all, either, PLACE_TITLES } from './refusal';

type Wish = Pick<GpuWish, 'place' | 'spot' | 'reserved'> & Pick<TpuWish, 'queued'>;
type Row = Pick<Gpu, 'places' | 'spot' | 'reservation'>;

const titles = (places: readonly Place[]): string => all(places.map((place) => PLACE_TITLES[place]));

/** The place does not take it at all. */
export function placeRefusals(name: string, row: Row, { place }: Wish): readonly Refusal[] {
  if (row.places.includes(place)) return [];
  return [
    {
      field: 'place',
      message: `${name} cannot be used on ${PLACE_TITLES[place]}`,
      allowed: `on ${titles(row.places)}`,
      fix: `take it on ${either(row.places.map((each) => PLACE_TITLES[each]))}, or take another accelerator`,
    },
  ];
}

function notOffered(field: 'spot' | 'reserved', words: string, name: string, places: readonly Place[], place: Place) {
  return {
    field,
    message: `${name} is not offered ${words} on ${PLACE_TITLES[place]}`,
    allowed: places.length === 0 ? 'nowhere' : `on ${titles(places)}`,
    fix: `leave out ${field === 'spot' ? 'spot' : 'the reservation'}`,
  } satisfies Refusal;
}

/** The place takes it, not at these terms. */
export function termRefusals(name: string, row: Row, { place, spot, reserved }: Wish): readonly Refusal[] {
  if (!row.places.includes(place)) return [];
  return [
    ...(spot && !row.spot.includes(place) ? [notOffered('spot', 'as spot capacity', name, row.spot, place)] : []),
    ...(reserved && !row.reservation.includes(place)
      ? [notOffered('reserved', 'from a reservation', name, row.reservation, place)]
      : []),
    ...(spot && reserved
      ? [
          {
            field: 'reserved',
            message: 'spot capacity is never taken from a reservation',
            fix: 'leave out spot, or the reservation',
          } satisfies Refusal,
        ]
      : []),
  ];
}

/** Whether the terms are among those at which the machine is sold. */
export const isSold = ({ needs }: GpuMachine, { spot, reserved }: Wish): boolean =>
  needs === undefined ||
  (spot === true && needs.includes('spot')) ||
  (reserved === true && needs.includes('reservation'));

export function onDemandRefusal({ machineType, needs = [] }: GpuMachine, wish: Wish): Refusal {
  const terms = needs.map((term) => (term === 'spot' ? 'as spot capacity' : 'from a reservation'));
  const isReserved = wish.reserved === true;
  return {
    field: isReserved ? 'reserved' : 'spot',
    message: `${machineType} is not sold ${isReserved ? 'from a reservation' : 'on demand'}`,
    allowed: `only ${either(terms)}`,
    fix: needs.includes('reservation')
      ? 'set spot, or name a reservation'
      : `set spot${isReserved ? ' instead of the reservation' : ''}`,
  };
}

/** Queues are of TPU VMs. */
export function queueRefusals({ generation, queued }: Tpu, wish: TpuWish): readonly Refusal[] {
  if (wish.queued !== true) return [];
  if (wish.place !== 'tpuVm')
    return [
      {
        field: 'queued',
        message: `${PLACE_TITLES[wish.place]} has no queued resources`,
        allowed: 'only TPU VMs',
        fix: 'leave out queued',
      },
    ];
  return queued
    ? []
    : [{ field: 'queued', message: `${generation} takes no queued resources`, fix: 'leave out queued' }];
}
