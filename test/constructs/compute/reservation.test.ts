import { FutureReservation, type FutureReservationProps } from '../../../constructs/compute/future-reservation';
import { Reservation, type ReservationProps } from '../../../constructs/compute/reservation';
import { testStack } from '../../../testing';
import { readableTemplate } from '../../support/readable';

const MACHINES = { name: 'acme-gpus', project: 'acme-churn-dev', zone: 'us-central1-b', count: 2 };

function reservation(props: Partial<ReservationProps> = {}) {
  const stack = testStack();
  new Reservation(stack, 'Gpus', { ...MACHINES, machineType: 'a3-ultragpu-8g', ...props });
  return readableTemplate(stack);
}

function future(props: Partial<FutureReservationProps> = {}) {
  const stack = testStack();
  const window = { start: '2027-03-01T00:00:00Z', end: '2027-04-01T00:00:00Z' };
  new FutureReservation(stack, 'Gpus', { ...MACHINES, machineType: 'a4-highgpu-8g', ...window, ...props });
  return readableTemplate(stack);
}

describe('a reservation', () => {
  test('keeps machines for those that name it', () => {
    reservation().hasResource('google_compute_reservation', {
      name: 'acme-gpus',
      zone: 'us-central1-b',
      specific_reservation_required: true,
      specific_reservation: { count: 2, instance_properties: { machine_type: 'a3-ultragpu-8g' } },
    });
  });

  test('has the GPUs that a machine is given', () => {
    reservation({ machineType: 'n1-standard-8', gpus: { type: 'nvidia-tesla-t4', count: 2 } }).hasResource(
      'google_compute_reservation',
      {
        specific_reservation: {
          instance_properties: {
            machine_type: 'n1-standard-8',
            guest_accelerators: [{ accelerator_type: 'nvidia-tesla-t4', accelerator_count: 2 }],
          },
        },
      },
    );
  });

  test('is shared with projects by their ids', () => {
    reservation({ sharedWith: ['acme-other'] }).hasResource('google_compute_reservation', {
      share_settings: {
        share_type: 'SPECIFIC_PROJECTS',
        project_map: [{ id: 'acme-other', project_id: 'acme-other' }],
      },
    });
  });

  test('refuses a count and a zone that there cannot be', () => {
    expect(() => reservation({ count: 0, zone: 'us-central1' })).toThrow(
      'Gpus: count 0: a whole number from 1 is allowed; zone "us-central1": a zone such as "europe-west4-b" is allowed',
    );
  });
});

describe('a future reservation', () => {
  test('is a draft in its zone, which the provider has', () => {
    future().hasResource('google_compute_future_reservation', {
      provider: 'google-beta.us-central1-b',
      planning_status: 'DRAFT',
      auto_delete_auto_created_reservations: true,
      specific_sku_properties: { total_count: '2', instance_properties: { machine_type: 'a4-highgpu-8g' } },
      time_window: { start_time: '2027-03-01T00:00:00Z', end_time: '2027-04-01T00:00:00Z' },
    });
  });

  test('is handed in when it is asked to', () => {
    future({ submit: true }).hasResource('google_compute_future_reservation', { planning_status: 'SUBMITTED' });
  });

  test('refuses an end before its start, and what is no time', () => {
    expect(() => future({ start: 'tomorrow', end: '2027-01-01T00:00:00Z' })).toThrow(
      /start "tomorrow": a time such as "2027-03-01T00:00:00Z" is allowed; end "2027-01-01T00:00:00Z": a time after start/,
    );
  });
});
