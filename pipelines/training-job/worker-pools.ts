/** Numbers pools as Vertex AI does: 0 chief, 1 workers, 2 parameter servers or reduction server, 3 evaluator. */
import { type JsonTemplate } from '../ir/graph';
import { type Where } from './accelerators';
import { diskSpec } from './disk';
import { hasGpus, hasTpus, machineSpec } from './machine';
import { Mistakes } from './mistakes';
import { type ErasedPools, type Pool, type Pools } from './pools';
import { type Program, programSpec } from './program';
import { checkReduction, reductionSpec, replicas } from './reduction-server';
import { type Count, filled } from './values';

/**
 * Stands for a pool that isn't there. Vertex AI wants an empty one, but the ready-made component drops empty objects,
 * which would make the next pool take its number. A zero as text is kept, and is sent as an empty pool.
 */
export const NO_POOL = { replica_count: '0' } as const;

/** The `worker_pool_specs` of a job, without empty ones at the end. */
export function workerPoolSpecs(pools: Pools, where: Where, mistakes: Mistakes): JsonTemplate[] {
  const { chief, workers, parameterServers, reductionServer, evaluator } = pools as ErasedPools;
  checkTogether(pools as ErasedPools, mistakes);
  const spec = (name: string, own: Partial<Pool<Program>>, count: Count = 1) =>
    poolSpec({ own: filled(own), chief, count }, where, mistakes.within(name));
  const numbered = [
    spec('chief', chief),
    workers && spec('workers', workers, workers.count),
    (parameterServers && spec('parameterServers', parameterServers, parameterServers.count)) ??
      (reductionServer && reductionSpec(reductionServer, where, mistakes.within('reductionServer'))),
    evaluator && spec('evaluator', evaluator),
  ];
  const last = numbered.findLastIndex((pool) => pool !== undefined);
  return numbered.slice(0, last + 1).map((pool) => pool ?? NO_POOL);
}

interface PoolParts {
  readonly own: Partial<Pool<Program>>;
  readonly chief: Pool<Program>;
  readonly count: Count;
}

/** What a pool has from the chief is the chief's mistake. */
function poolSpec({ own, chief, count }: PoolParts, where: Where, mistakes: Mistakes): JsonTemplate {
  const { machine, disk, run } = { ...chief, ...own };
  const within = (part: keyof Pool<Program>) => (part in own ? mistakes.within(part) : new Mistakes());
  return filled({
    machine_spec: machineSpec(machine, where, within('machine')),
    replica_count: replicas(count, mistakes),
    disk_spec: disk && diskSpec(disk, within('disk')),
    ...programSpec(run, hasGpus(machine) ? machine.count : 0, within('run')),
  });
}

function checkTogether(pools: ErasedPools, mistakes: Mistakes): void {
  const { framework, chief, workers, parameterServers, reductionServer, evaluator } = pools;
  if (parameterServers && reductionServer) {
    mistakes.add('reductionServer', 'has the place of the parameter servers, pool 2', 'leave one of them out');
  }
  if (parameterServers && framework !== 'tensorflow') {
    mistakes.add('parameterServers', 'are for TensorFlow', "write framework: 'tensorflow', or leave them out");
  }
  for (const [name, pool] of Object.entries({ chief, workers })) {
    if (framework === 'pytorch' && pool?.run && !('program' in pool.run))
      mistakes.add(`${name}.run`, 'torchrun needs to know what to start', 'give image and program');
    if (framework !== 'pytorch' && pool?.run && 'program' in pool.run)
      mistakes.add(`${name}.run`, 'only torchrun starts a program', "write framework: 'pytorch'");
    if (name === 'workers' && pool && hasTpus(pool.machine ?? chief.machine))
      mistakes.add(
        name,
        'a slice of TPUs is one machine of one pool',
        'take a larger topology: Vertex AI makes its hosts',
      );
  }
  for (const [name, pool] of Object.entries({ chief, evaluator }))
    if (pool && 'count' in pool) mistakes.add(`${name}.count`, 'it is one machine', 'leave it out');
  if (reductionServer) checkReduction(pools, mistakes);
}
