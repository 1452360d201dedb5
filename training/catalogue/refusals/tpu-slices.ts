/** Topologies, machines and runtime versions of TPUs that do not go together. */
import { type Refusal, type TpuWish } from '../offer';
import { type Tpu, type TpuMachine } from '../rows';
import { nearestTopologies } from '../topology';
import { either, few, PLACE_TITLES } from './refusal';

const topologiesOf = (tpu: Tpu, place: TpuWish['place']): readonly string[] =>
  place === 'tpuVm' ? (tpu.tpuVm?.topologies ?? []) : machinesIn(tpu, place).flatMap(({ topologies }) => topologies);

/** Hosts that the place takes. */
export const machinesIn = (tpu: Tpu, place: TpuWish['place']): readonly TpuMachine[] =>
  tpu.machines.filter(({ vertexMachineType }) => place !== 'vertex' || vertexMachineType !== undefined);

/** The host's name in the place. */
export const nameIn = ({ machineType, vertexMachineType }: TpuMachine, place: TpuWish['place']): string =>
  place === 'vertex' ? (vertexMachineType ?? machineType) : machineType;

/** Whether the topology is one that the place makes. */
export function topologyRefusals(tpu: Tpu, { place, topology }: TpuWish): readonly Refusal[] {
  if (!tpu.places.includes(place)) return [];
  const options = topologiesOf(tpu, place);
  if (options.includes(topology)) return [];
  const nearest = nearestTopologies(topology, options);
  return [
    {
      field: 'topology',
      message: `there is no slice of ${tpu.generation} with the topology ${topology} on ${PLACE_TITLES[place]}`,
      allowed: `nearest are ${nearest.join(', ')}`,
      fix: `write ${either(nearest)}`,
    },
  ];
}

/** Whether a named machine is a host of the generation, and makes the topology. */
export function machineRefusals(tpu: Tpu, { place, topology, machineType }: TpuWish): readonly Refusal[] {
  if (machineType === undefined || !tpu.places.includes(place)) return [];
  if (place === 'tpuVm')
    return [
      {
        field: 'machineType',
        message: 'a TPU VM has no machine type: its topology says which machines it has',
        fix: 'leave out the machine',
      },
    ];
  const machines = machinesIn(tpu, place);
  const machine = machines.find((each) => nameIn(each, place) === machineType);
  const making = machines.filter(({ topologies }) => topologies.includes(topology)).map((each) => nameIn(each, place));
  if (machine === undefined)
    return [
      {
        field: 'machineType',
        message: `${machineType} is not a host of ${tpu.generation}`,
        allowed: few(machines.map((each) => nameIn(each, place))),
        fix: 'leave out the machine',
      },
    ];
  if (making.length === 0 || making.includes(machineType)) return [];
  return [
    {
      field: 'machineType',
      message: `${machineType} does not make the topology ${topology}`,
      allowed: `it makes ${few(machine.topologies)}`,
      fix: `write ${either(making)}, or leave out the machine`,
    },
  ];
}

/** Whether the software goes with the generation. */
export function runtimeRefusals(tpu: Tpu, { place, runtimeVersion }: TpuWish): readonly Refusal[] {
  if (runtimeVersion === undefined) return [];
  if (place !== 'tpuVm')
    return [
      {
        field: 'runtimeVersion',
        message: `${PLACE_TITLES[place]} takes no runtime version: containers bring their software`,
        fix: 'leave it out',
      },
    ];
  if (tpu.tpuVm === undefined || tpu.tpuVm.runtimeVersions.includes(runtimeVersion)) return [];
  return [
    {
      field: 'runtimeVersion',
      message: `${runtimeVersion} is no runtime version of ${tpu.generation}`,
      allowed: either(tpu.tpuVm.runtimeVersions),
      fix: `write ${tpu.tpuVm.defaultRuntimeVersion}, or leave it out`,
    },
  ];
}
