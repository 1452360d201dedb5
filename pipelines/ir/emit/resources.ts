import { type TaskOptions } from '../graph';
import { type PipelineDeploymentConfig_PipelineContainerSpec_ResourceSpec } from '../spec/pipeline-spec.generated';

export const CPU = /^([1-9]\d*|[1-9]\d*m|\d+\.\d+)$/;
export const MEMORY = /^([1-9]\d*)(E|Ei|P|Pi|T|Ti|G|Gi|M|Mi|K|Ki)?$/;

const BYTES: Readonly<Record<string, number>> = {
  '': 1,
  ...{ K: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, E: 1e18 },
  ...{ Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, Pi: 2 ** 50, Ei: 2 ** 60 },
};

/** Limits twice, as the KFP compiler writes them: as text for new backends, as numbers for older ones. */
export function resources({ cpu, memory, accelerator }: TaskOptions) {
  if (cpu === undefined && memory === undefined && accelerator === undefined) return undefined;
  const spec: PipelineDeploymentConfig_PipelineContainerSpec_ResourceSpec = {};
  if (cpu !== undefined) Object.assign(spec, { cpuLimit: cores(cpu), resourceCpuLimit: cpu });
  if (memory !== undefined) Object.assign(spec, { memoryLimit: gigabytes(memory), resourceMemoryLimit: memory });
  if (accelerator !== undefined) {
    const { type, count } = accelerator;
    spec.accelerator = { type, count: String(count), resourceType: type, resourceCount: String(count) };
  }
  return spec;
}

function cores(cpu: string): number {
  return cpu.endsWith('m') ? Number(cpu.slice(0, -1)) / 1000 : Number(cpu);
}

function gigabytes(memory: string): number {
  const [, amount, unit] = MEMORY.exec(memory)!;
  return (Number(amount) * BYTES[unit ?? '']!) / BYTES['G']!;
}
