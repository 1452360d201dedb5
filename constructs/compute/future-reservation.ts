import { Construct } from 'constructs';
import { GoogleComputeFutureReservation } from '@cdktf/provider-google-beta/lib/google-compute-future-reservation';
import { validate } from '../core/errors';
import { googleBetaOfZone } from '../core/google-providers';
import { validateName } from '../core/naming/naming';
import { instanceProperties, type ReservedMachines, reservedRules } from './reservation';

export interface FutureReservationProps extends ReservedMachines {
  /** 1 to 63 lower-case letters, digits and hyphens, starting with a letter. Changing it replaces the request. */
  readonly name: string;
  /** Google Cloud project id. Changing it replaces the request. */
  readonly project: string;
  /** Zone, as `us-central1-b`. Changing it replaces the request. */
  readonly zone: string;
  /** When the machines are wanted, as `2027-03-01T00:00:00Z`. */
  readonly start: string;
  /** When they are given back, as `start`. */
  readonly end: string;
  /**
   * Hand the request in. A draft binds nobody and can be looked over in the console.
   * @default false
   */
  readonly submit?: boolean;
  /**
   * Give the reservations that Google makes of it back at `end`; otherwise they stay, and are billed.
   * @default true
   */
  readonly deleteAtEnd?: boolean;
}

const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

const timeRule = (property: string, given: string) => ({
  broken: !TIME.test(given),
  problem: `${property} "${given}": a time such as "2027-03-01T00:00:00Z" is allowed`,
});

/**
 * A request for machines that are reserved later: for GPUs that are seldom free. Once approved, it binds both sides. Only
 * google-beta has it.
 *
 * @see https://cloud.google.com/compute/docs/instances/future-reservations-overview
 */
export class FutureReservation extends Construct {
  readonly reservationName: string;

  constructor(scope: Construct, id: string, props: FutureReservationProps) {
    super(scope, id);
    validateName(this, 'futureReservation', props.name);
    const { name, project, start, end } = props;
    validate(this, [
      ...reservedRules(props),
      timeRule('start', start),
      timeRule('end', end),
      { broken: end <= start, problem: `end "${end}": a time after start, ${start}, is allowed` },
    ]);
    new GoogleComputeFutureReservation(this, 'Resource', {
      // It has no argument for the zone.
      provider: googleBetaOfZone(this, props.zone, project),
      name,
      project,
      planningStatus: props.submit ? 'SUBMITTED' : 'DRAFT',
      autoDeleteAutoCreatedReservations: props.deleteAtEnd ?? true,
      specificReservationRequired: true,
      specificSkuProperties: { totalCount: String(props.count), instanceProperties: instanceProperties(props) },
      timeWindow: { startTime: start, endTime: end },
    });
    this.reservationName = name;
  }
}
