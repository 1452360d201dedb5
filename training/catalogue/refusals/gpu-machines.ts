/** Machine types and counts of GPUs that do not go together. */
import { CATALOGUE } from '../catalogue';
import { type GpuWish, type Refusal } from '../offer';
import { type Gpu, type GpuMachine } from '../rows';
import { either, few, PLACE_TITLES } from './refusal';

/** `a2-highgpu` of `a2-highgpu-4g`. */
const familyOf = (machineType: string): string => machineType.split('-').slice(0, 2).join('-');

const countsOf = (machines: readonly GpuMachine[]): readonly number[] =>
  [...new Set(machines.flatMap(({ counts }) => counts))].sort((one, other) => one - other);

/** `1, 2, 4, 8 or 16 (a2-megagpu-16g) GPUs`: those of another family than the first machine's name their machine. */
export function countsText(machines: readonly GpuMachine[]): string {
  const family = familyOf(machines[0]?.machineType ?? '');
  const counts = countsOf(machines).map((count) => {
    const [first, ...others] = machines.filter((machine) => machine.counts.includes(count));
    const isUsual = [first, ...others].some(
      (machine) => machine !== undefined && familyOf(machine.machineType) === family,
    );
    return isUsual ? String(count) : `${count} (${first?.machineType})`;
  });
  return `${either(counts)} ${counts.join() === '1' ? 'GPU' : 'GPUs'}`;
}

/** Of the counts that there are, the one that is nearest; of two the larger. */
const nearestCount = (counts: readonly number[], given: number): number | undefined =>
  [...counts].sort((one, other) => Math.abs(one - given) - Math.abs(other - given) || other - one)[0];

const writeMachine = ({ machineType }: GpuMachine): string => `write ${machineType}, or leave out the machine`;

function wrongMachine(gpu: Gpu, machines: readonly GpuMachine[], given: string, count: number): Refusal {
  const [fitting] = machines.filter((machine) => machine.counts.includes(count));
  const isKnown = CATALOGUE.gpus.some((each) => each.machines.some(({ machineType }) => machineType === given));
  const isMissing = !isKnown && gpu.machines.some(({ machineType }) => familyOf(machineType) === familyOf(given));
  return {
    field: 'machineType',
    message: isMissing ? `${given} does not exist` : `${given} does not take ${gpu.type}`,
    allowed: isMissing ? countsText(machines) : few(machines.map(({ machineType }) => machineType)),
    fix: fitting === undefined ? 'leave out the machine' : writeMachine(fitting),
  };
}

function wrongCount(gpu: Gpu, machines: readonly GpuMachine[], { count, place }: GpuWish): Refusal {
  return {
    field: 'count',
    message: `no machine of ${PLACE_TITLES[place]} has ${count} x ${gpu.type}`,
    allowed: countsText(machines),
    fix: `write ${nearestCount(countsOf(machines), count)}`,
  };
}

function wrongCountOfMachine(gpu: Gpu, machine: GpuMachine, machines: readonly GpuMachine[], count: number): Refusal {
  const { machineType, counts } = machine;
  const [fitting] = machines.filter((each) => each.counts.includes(count));
  return {
    field: 'count',
    message: `${machineType} does not have ${count} x ${gpu.type}`,
    allowed: countsText([machine]),
    fix: [
      `write ${nearestCount(counts, count)}`,
      ...(fitting === undefined ? [] : [`the machine ${fitting.machineType}`]),
    ].join(', or '),
  };
}

/** Machines that take the GPUs in the place, best first; or why none does. */
export function gpuMachines(gpu: Gpu, wish: GpuWish): readonly GpuMachine[] | Refusal {
  const machines = gpu.machines.filter(({ notIn }) => !notIn?.includes(wish.place));
  const fitting = machines.filter(({ counts }) => counts.includes(wish.count));
  if (wish.machineType === undefined) return fitting.length > 0 ? fitting : wrongCount(gpu, machines, wish);
  const machine = machines.find(({ machineType }) => machineType === wish.machineType);
  if (machine !== undefined)
    return machine.counts.includes(wish.count) ? [machine] : wrongCountOfMachine(gpu, machine, machines, wish.count);
  if (!gpu.machines.some(({ machineType }) => machineType === wish.machineType))
    return wrongMachine(gpu, machines, wish.machineType, wish.count);
  return {
    field: 'machineType',
    message: `${PLACE_TITLES[wish.place]} does not take ${wish.machineType} with ${gpu.type}`,
    allowed: few(fitting.map(({ machineType }) => machineType)),
    fix: fitting[0] === undefined ? 'leave out the machine' : writeMachine(fitting[0]),
  };
}
