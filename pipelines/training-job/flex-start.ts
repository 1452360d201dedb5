import { isDeepStrictEqual } from 'node:util';
import { type JsonTemplate } from '../ir/graph';
import { type Mistakes } from './mistakes';
import { known, type Value } from './values';
import { NO_POOL } from './worker-pools';

const GPUS = /^NVIDIA_(L4|TESLA_A100|A100_80GB|H100_80GB|H100_MEGA_80GB|H200_141GB|B200)$/;
const LONGEST = 7 * 24 * 3600;

interface Machines {
  readonly machine_type?: JsonTemplate;
  readonly accelerator_type?: JsonTemplate;
}

/**
 * Checks what the Dynamic Workload Scheduler asks of a job.
 * https://cloud.google.com/vertex-ai/docs/training/schedule-jobs-dws
 */
export function checkFlexStart(pools: readonly JsonTemplate[], timeout: Value | undefined, mistakes: Mistakes): void {
  const machines = (pools as readonly { readonly machine_spec?: Machines }[])
    .filter((pool) => !isDeepStrictEqual(pool, NO_POOL))
    .map(({ machine_spec }) => machine_spec ?? {});
  if (!machines.every((machine) => isDeepStrictEqual(machine, machines[0])))
    mistakes.add('strategy', 'FLEX_START wants the same machine in all pools', 'give all the machine of the chief');
  const { machine_type, accelerator_type } = machines[0]!;
  const unfit = typeof accelerator_type === 'string' ? !GPUS.test(accelerator_type) : accelerator_type === undefined;
  if (machine_type !== undefined && unfit)
    mistakes.add('strategy', 'FLEX_START is for L4, A100, H100, H200 and B200 GPUs', 'give the chief one of them');
  if (Number.parseFloat(known(timeout) ?? '') > LONGEST)
    mistakes.add('timeout', 'a job of FLEX_START runs 7 days at most', `write ${LONGEST}s or less`);
}
