/** Pool 2 as a reduction server, whose machines add up the gradients of GPU workers. */
import { ParameterRef } from '../ir';
import { type JsonTemplate } from '../ir/graph';
import { acceleratorsOf, type Where } from './accelerators';
import { hasGpus } from './machine';
import { type Mistakes } from './mistakes';
import { type ErasedPools, type ReductionServer } from './pools';
import { type Count, known } from './values';

export function reductionSpec(given: ReductionServer, where: Where, mistakes: Mistakes): JsonTemplate {
  const { count, machineType = 'n1-highcpu-16', image = reductionImage(known(where.location)) } = given;
  const brought = acceleratorsOf(known(machineType) ?? '');
  if (brought)
    mistakes.add('machineType', `reducers use no accelerators, and it has ${brought.what}`, 'take n1-highcpu-16');
  return {
    machine_spec: { machine_type: machineType },
    replica_count: replicas(count, mistakes),
    container_spec: { image_uri: image },
  };
}

/** The image comes from one of three multi-regions. */
function reductionImage(location = ''): string {
  const near = ['europe', 'asia'].find((each) => location.startsWith(`${each}-`)) ?? 'us';
  return `${near}-docker.pkg.dev/vertex-ai-restricted/training/reductionserver:latest`;
}

export function checkReduction({ chief, workers }: ErasedPools, mistakes: Mistakes): void {
  const fix = 'give them GPUs, or leave the reduction server out';
  if (!workers) mistakes.add('reductionServer', 'has no workers to add up for', 'give workers');
  if (!hasGpus(chief.machine) || (workers?.machine && !hasGpus(workers.machine)))
    mistakes.add('reductionServer', 'adds up for GPUs, and chief and workers do not all have them', fix);
}

/** The `replica_count` of a pool. */
export function replicas(count: Count, mistakes: Mistakes): JsonTemplate {
  if (count instanceof ParameterRef || (Number.isInteger(count) && count >= 1)) return count;
  const problem = `a pool has a whole number of machines, given ${count}`;
  mistakes.add('count', problem, 'write 1 or more, or leave the pool out');
  return 1;
}
