/** Every wish that the rows of the catalogue promise, for property tests. */
import fc from 'fast-check';
import { CATALOGUE, type GpuMachine, type GpuWish, type TpuWish } from '../../../training/catalogue';

const regionOf = (zone: string): string => zone.slice(0, zone.lastIndexOf('-'));

const terms = ({ needs }: GpuMachine) => ({
  spot: needs?.includes('spot') ?? false,
  reserved: needs !== undefined && !needs.includes('spot'),
});

/** A GPU, one of its machines by name, one of its counts, one of its places, one of its zones. */
export const everyGpuWish: readonly GpuWish[] = CATALOGUE.gpus.flatMap(({ type: gpu, machines, places }) =>
  machines.flatMap((machine) =>
    machine.zones.flatMap((zone) =>
      places
        .filter((place) => !machine.notIn?.includes(place))
        .flatMap((place) =>
          machine.counts.map((count) => ({
            ...{ place, gpu, count, machineType: machine.machineType },
            ...{ region: regionOf(zone), zones: [zone], ...terms(machine) },
          })),
        ),
    ),
  ),
);

/** A slice, of each host by its name, in each of its places and zones. */
export const everyTpuWish: readonly TpuWish[] = CATALOGUE.tpus.flatMap(
  ({ generation: tpu, machines, places, tpuVm }) => [
    ...machines.flatMap(({ machineType, vertexMachineType, topologies, zones }) =>
      zones.flatMap((zone) =>
        topologies.flatMap((topology) => [
          { place: 'gke' as const, tpu, topology, machineType, region: regionOf(zone), zones: [zone] },
          ...(vertexMachineType === undefined || !places.includes('vertex')
            ? []
            : [{ place: 'vertex' as const, tpu, topology, machineType: vertexMachineType, region: regionOf(zone) }]),
        ]),
      ),
    ),
    ...(tpuVm?.zones ?? []).flatMap((zone) =>
      (tpuVm?.topologies ?? []).map((topology) => ({
        ...{ place: 'tpuVm' as const, tpu, topology, region: regionOf(zone), zones: [zone] },
      })),
    ),
  ],
);

export const gpuWish = fc.constantFrom(...everyGpuWish);
export const tpuWish = fc.constantFrom(...everyTpuWish);

/** Wishes of which most cannot be met: parts of several. */
export const anyGpuWish: fc.Arbitrary<GpuWish> = fc
  .tuple(gpuWish, gpuWish, gpuWish, fc.integer({ min: 0, max: 17 }), fc.boolean(), fc.boolean())
  .map(([one, other, third, count, spot, reserved]) => ({
    ...{ place: one.place, gpu: one.gpu, count, spot, reserved, region: third.region },
    machineType: count % 2 === 0 ? undefined : other.machineType,
  }));

export const anyTpuWish: fc.Arbitrary<TpuWish> = fc
  .tuple(tpuWish, tpuWish, tpuWish, fc.boolean(), fc.boolean())
  .map(([one, other, third, spot, queued]) => ({
    ...{ place: one.place, tpu: one.tpu, topology: other.topology, region: third.region, spot, queued },
    machineType: queued ? undefined : third.machineType,
  }));
