import { type ModelConfig } from '../../config/schema';
import { type ParameterValue } from '../../runs/request';
import { type Pool, type VertexPool } from '../../training/pools/pool';
import { poolsOf } from '../pools';
import { type Settings } from '../settings';

/** What the pool that a model trains on means to a pipeline, by the names of its parameters. */
export function machinesOf(settings: Settings, { trainOn }: ModelConfig): Readonly<Record<string, ParameterValue>> {
  const pool = poolsOf(settings).find(({ name }) => name === trainOn);
  if (pool === undefined || !isVertex(pool)) return {};
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

const isVertex = (pool: Pool): pool is VertexPool => pool.on === 'vertex';
