/** Whether GPUs can be had as wished, and on which machine. */
import { CATALOGUE, gpuOf } from './catalogue';
import { type GpuOffer, type GpuWish, type Refusal } from './offer';
import { gpuMachines } from './refusals/gpu-machines';
import { isSold, onDemandRefusal, placeRefusals, termRefusals } from './refusals/terms';
import { unknownGpu } from './refusals/unknown';
import { isThere, noCommonMachine, zoneRefusals, zonesOffered } from './refusals/zones';
import { type GpuMachine } from './rows';

const zonesOf = (machines: readonly GpuMachine[]): readonly string[] => machines.flatMap(({ zones }) => zones);

/** Why no machine of those that fit can be had there at these terms. */
function unavailable(wish: GpuWish, machines: readonly GpuMachine[]): readonly Refusal[] {
  const name = wish.machineType ?? `${wish.count} x ${wish.gpu}`;
  const [first] = machines;
  return [
    ...(first === undefined || machines.some((machine) => isSold(machine, wish)) ? [] : [onDemandRefusal(first, wish)]),
    ...zoneRefusals(name, zonesOf(machines), wish),
  ];
}

/** The first machine of the row that takes them and is offered in the region, or everything that is in the way. */
export function gpuOffer(wish: GpuWish): GpuOffer | Refusal[] {
  const gpu = gpuOf(wish.gpu);
  if (gpu === undefined) return [unknownGpu(wish.gpu, CATALOGUE.gpus)];
  const ofPlace = placeRefusals(gpu.type, gpu, wish);
  const found = gpuMachines(gpu, wish);
  const machines = 'field' in found ? [] : found;
  const refusals = [
    ...ofPlace,
    ...termRefusals(gpu.type, gpu, wish),
    ...('field' in found ? [found, ...zoneRefusals(gpu.type, zonesOf(gpu.machines), wish)] : unavailable(wish, found)),
  ];
  if (refusals.length > 0) return refusals;
  const machine = machines.find((each) => isSold(each, wish) && isThere(each.zones, wish));
  if (machine === undefined) return [noCommonMachine(`${wish.count} x ${wish.gpu}`, wish.zones)];
  return { gpu, count: wish.count, machineType: machine.machineType, zones: zonesOffered(machine.zones, wish) };
}
