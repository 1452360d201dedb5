import { type ModelConfig } from '../../config/schema';
import { type ParameterValue } from '../../runs/request';
import { poolNamed } from '../pools';
import { type Settings } from '../settings';

/** What the pool that a model trains on means to a pipeline, by the names of its parameters. */
export function machinesOf(
  { config, environment }: Settings,
  { trainOn }: ModelConfig,
): Readonly<Record<string, ParameterValue>> {
  const pool = poolNamed(config, environment.name, environment.region, trainOn);
  if (pool?.on !== 'vertex') return {};
  const { accelerator, workers, spot, reservation, diskGb } = pool;
  return {
    machine_type: accelerator.machineType,
    ...(accelerator.kind === 'gpu'
      ? { accelerator_type: accelerator.gpu.vertexType ?? '', accelerator_count: accelerator.count }
      : { tpu_topology: accelerator.topology }),
    workers,
    disk_gb: diskGb,
    strategy: spot ? 'SPOT' : 'STANDARD',
    reservation: reservation ?? '',
  };
}
