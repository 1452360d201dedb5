import { Construct } from 'constructs';
import { ComputeReservation } from '@cdktf/provider-google/lib/compute-reservation';
import { type Rule, validate } from '../core/errors';
import { validateName } from '../core/naming/naming';

/** Machines that are reserved. */
export interface ReservedMachines {
  /** Changing it replaces the reservation. */
  readonly machineType: string;
  /** Machines, from 1. It changes in place. */
  readonly count: number;
  /**
   * GPUs of one machine, where the machine type does not bring them. Changing them replaces the reservation.
   * @default - those of the machine type
   */
  readonly gpus?: { readonly type: string; readonly count: number };
}

export interface ReservationProps extends ReservedMachines {
  /** 1 to 63 lower-case letters, digits and hyphens, starting with a letter. Changing it replaces the reservation. */
  readonly name: string;
  /** Google Cloud project id. Changing it replaces the reservation. */
  readonly project: string;
  /** Zone, as `europe-west4-b`. Changing it replaces the reservation. */
  readonly zone: string;
  /**
   * Only machines that name the reservation take from it. Changing it replaces the reservation.
   * @default true
   */
  readonly specific?: boolean;
  /**
   * Projects that take from it as well, by their ids.
   * @default - none: its own project alone
   */
  readonly sharedWith?: readonly string[];
}

/**
 * Machines that are there when they are asked for. Billed from the start, used or not.
 *
 * @see https://cloud.google.com/compute/docs/instances/reservations-overview
 */
export class Reservation extends Construct {
  readonly reservationName: string;

  constructor(scope: Construct, id: string, props: ReservationProps) {
    super(scope, id);
    validateName(this, 'reservation', props.name);
    validate(this, reservedRules(props));
    const { name, project, zone, sharedWith = [] } = props;
    new ComputeReservation(this, 'Resource', {
      name,
      project,
      zone,
      specificReservationRequired: props.specific ?? true,
      specificReservation: { count: props.count, instanceProperties: instanceProperties(props) },
      ...(sharedWith.length > 0 && {
        shareSettings: {
          shareType: 'SPECIFIC_PROJECTS',
          projectMap: sharedWith.map((projectId) => ({ id: projectId, projectId })),
        },
      }),
    });
    this.reservationName = name;
  }
}

/** What reservations say of a machine, now and later. */
export const instanceProperties = ({ machineType, gpus }: ReservedMachines) => ({
  machineType,
  ...(gpus && { guestAccelerators: [{ acceleratorType: gpus.type, acceleratorCount: gpus.count }] }),
});

const ZONE = /^[a-z]+-[a-z]+\d+-[a-z]$/;

export const reservedRules = ({ count, zone }: ReservedMachines & { readonly zone: string }): Rule[] => [
  { broken: !(Number.isInteger(count) && count >= 1), problem: `count ${count}: a whole number from 1 is allowed` },
  { broken: !ZONE.test(zone), problem: `zone "${zone}": a zone such as "europe-west4-b" is allowed` },
];
