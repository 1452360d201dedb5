/** A pool that can be had gets its defaults and what the catalogue knows. */
import fc from 'fast-check';
import { type PoolAsked } from '../../../training/pools/asked';
import { isPoolRefused, resolvePool } from '../../../training/pools/resolve';
import { everyGpuWish, everyTpuWish } from '../catalogue/wishes';

const letters = (zones?: readonly string[]) => zones?.map((zone) => zone.slice(-1));

test('GPUs in a cluster have nodes from zero, a disk and a driver', () => {
  expect(resolvePool({ name: 'big', on: 'gke', gpu: 'nvidia-l4' }, 'europe-west4')).toMatchObject({
    ...{ name: 'big', on: 'gke', nodes: [0, 1], diskGb: 200, driver: 'default', compactPlacement: false },
    zoneNames: ['europe-west4-a', 'europe-west4-b', 'europe-west4-c'],
    accelerator: { kind: 'gpu', count: 1, machineType: 'g2-standard-4' },
  });
});

test('a job of Vertex AI has one machine', () => {
  expect(resolvePool({ name: 'job', on: 'vertex', gpu: 'nvidia-tesla-t4', spot: true }, 'europe-west1')).toMatchObject({
    ...{ on: 'vertex', workers: 1, diskGb: 200, spot: true },
    accelerator: { machineType: 'n1-standard-4' },
  });
});

test('TPU VMs have the newest runtime version, and do not wait', () => {
  const pool = resolvePool({ name: 'slices', on: 'tpuVm', tpu: 'v5e', topology: '4x4' }, 'europe-west4');
  expect(pool).toMatchObject({ on: 'tpuVm', runtimeVersion: 'v2-alpha-tpuv5-lite', queued: false, count: 1 });
});

test('a reservation of a job is in the zone that is named', () => {
  const asked: PoolAsked = { name: 'job', on: 'vertex', gpu: 'nvidia-tesla-a100', reservation: 'mine', zones: ['b'] };
  expect(resolvePool(asked, 'europe-west4')).toMatchObject({ reservation: 'mine', zoneNames: ['europe-west4-b'] });
});

test('compact placement is for GPUs in one zone', () => {
  const asked: PoolAsked = { name: 'near', on: 'gke', gpu: 'nvidia-tesla-a100', zones: ['a'], compactPlacement: true };
  expect(resolvePool(asked, 'europe-west4')).toMatchObject({ compactPlacement: true, zoneNames: ['europe-west4-a'] });
});

test('saying no to what another place has is no mistake', () => {
  const asked: PoolAsked = { name: 'job', on: 'vertex', gpu: 'nvidia-l4', compactPlacement: false, queued: false };
  expect(isPoolRefused(resolvePool(asked, 'europe-west4'))).toBe(false);
});

const pools = [
  ...everyGpuWish
    .filter(({ place }) => place !== 'compute')
    .map(({ place, gpu, count, machineType, zones, spot, reserved, region }) => ({
      ...{ region, zone: zones?.[0], on: place, gpu, count, machine: machineType },
      ...{
        spot,
        reservation: reserved ? 'mine' : undefined,
        zones: place === 'vertex' && !reserved ? undefined : letters(zones),
      },
    })),
  ...everyTpuWish.map(({ place, tpu, topology, zones, region }) => ({
    ...{ region, zone: zones?.[0], on: place, tpu, topology, zones: place === 'vertex' ? undefined : letters(zones) },
  })),
];

test('every row of the catalogue is a pool in each of its zones and places', () => {
  fc.assert(
    fc.property(fc.constantFrom(...pools), ({ region, zone, ...asked }) => {
      const pool = resolvePool({ name: 'pool', ...asked } as PoolAsked, region);
      if (isPoolRefused(pool)) return expect(pool).toEqual([]);
      expect(pool.on).toBe(asked.on);
      if (zone !== undefined) expect(pool.zoneNames).toContain(zone);
    }),
    { numRuns: 2000 },
  );
});
