import { type JsonTemplate } from '../ir/graph';
import { type Where } from './accelerators';
import { type Mistakes } from './mistakes';
import { known, type Value } from './values';

/**
 * Which reservations machines come from: `none`, `any` that fits and otherwise regular capacity, or certain ones.
 * https://cloud.google.com/vertex-ai/docs/training/use-reservations
 */
export type Reservation = 'none' | 'any' | SpecificReservation;

export interface SpecificReservation {
  /** Full names, `projects/PROJECT/zones/ZONE/reservations/NAME`; with another `key`, values of that label. */
  readonly values: readonly Value[];
  /** @default compute.googleapis.com/reservation-name */
  readonly key?: string;
}

const BY_NAME = 'compute.googleapis.com/reservation-name';
const FULL_NAME = /^projects\/[^/]+\/zones\/([a-z0-9-]+)-[a-z]\/reservations\/[^/]+$/;

/** The `ReservationAffinity` of a machine. */
export function reservationAffinity(given: Reservation, where: Where, mistakes: Mistakes): JsonTemplate {
  if (given === 'none') return { reservation_affinity_type: 'NO_RESERVATION' };
  if (where.strategy === 'SPOT') {
    mistakes.add('', 'spot machines do not come from reservations', 'leave the reservation out, or the strategy SPOT');
  }
  if (given === 'any') return { reservation_affinity_type: 'ANY_RESERVATION' };
  const { key = BY_NAME, values } = given;
  if (values.length === 0) mistakes.add('values', 'names no reservation', 'give at least one');
  if (key === BY_NAME) values.forEach((value) => checkName(known(value), known(where.location), mistakes));
  return { reservation_affinity_type: 'SPECIFIC_RESERVATION', key, values };
}

function checkName(name: string | undefined, location: string | undefined, mistakes: Mistakes): void {
  if (name === undefined) return;
  const region = FULL_NAME.exec(name)?.[1];
  if (!region) {
    const fix = 'write projects/PROJECT/zones/ZONE/reservations/NAME';
    mistakes.add('values', `"${name}" is not the full name of a reservation`, fix);
  } else if (location !== undefined && region !== location) {
    mistakes.add('values', `"${name}" is not in ${location}, where the job runs`, `name one of a zone of ${location}`);
  }
}
