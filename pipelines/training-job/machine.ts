import { type JsonTemplate } from '../ir/graph';
import { acceleratorsOf, gpuSpec, tpuSpec, type Where } from './accelerators';
import { type Mistakes } from './mistakes';
import { type Reservation, reservationAffinity } from './reservation';
import { filled, known, type Value } from './values';

interface Reserved {
  /**
   * Which reservations of Compute Engine the machines may come from.
   * @default - Vertex AI's, none
   */
  readonly reservation?: Reservation;
}

/** A machine without accelerators. */
export interface PlainMachine extends Reserved {
  /** `n1-standard-8` */
  readonly type: Value;
}

/** A machine with GPUs. */
export interface GpuMachine extends Reserved {
  /** As Vertex AI (`NVIDIA_TESLA_A100`) or Compute Engine (`nvidia-tesla-a100`) names it, or for short (`a100`). */
  readonly gpu: Value;
  /** GPUs of one machine. */
  readonly count: number;
  /** @default - the smallest machine that takes them; to be given when `gpu` is known only in a run */
  readonly type?: Value;
}

/** A slice of TPUs. */
export interface TpuMachine extends Reserved {
  /** Generation: `v5e`. */
  readonly tpu: string;
  /** `4x4`. Vertex AI makes as many hosts as it needs: the pool still counts as one machine. */
  readonly topology: string;
  /** @default - the host with most chips that makes the topology */
  readonly type?: string;
}

/**
 * One machine of a pool. What is known when the pipeline is written is held against the catalogue of accelerators.
 * https://cloud.google.com/vertex-ai/docs/training/configure-compute
 */
export type Machine = PlainMachine | GpuMachine | TpuMachine;

export const hasGpus = (machine: Machine): machine is GpuMachine => 'gpu' in machine;
export const hasTpus = (machine: Machine): machine is TpuMachine => 'tpu' in machine;

/** The `MachineSpec` of a machine. */
export function machineSpec(machine: Machine, where: Where, mistakes: Mistakes): JsonTemplate {
  const { reservation } = machine;
  const affinity = reservation && reservationAffinity(reservation, where, mistakes.within('reservation'));
  const reserved = typeof reservation === 'object';
  return filled({ ...hardware(machine, { ...where, reserved }, mistakes), reservation_affinity: affinity });
}

function hardware(machine: Machine, where: Where, mistakes: Mistakes): Record<string, JsonTemplate> {
  if (hasGpus(machine)) return gpuSpec(machine, where, mistakes);
  if (hasTpus(machine)) return tpuSpec(machine, where, mistakes);
  const type = known(machine.type);
  const brought = type === undefined ? undefined : acceleratorsOf(type);
  if (brought) mistakes.add('type', `${type} comes with ${brought.what}, which Vertex AI wants named`, brought.fix);
  if (type !== undefined && !/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(type))
    mistakes.add('type', `"${type}" is no machine type`, 'write one as "n1-standard-8"');
  return { machine_type: machine.type };
}
