/** A pool that was asked for becomes one that can be made, or everything that is in its way. */
import { type PoolAsked, type PoolRefusal } from './asked';
import { keyRefusals } from './keys';
import { offeredFor } from './offered';
import { type Pool, type ResolvedPool } from './pool';
import { valueRefusals } from './values';
import { offeredRefusals } from './with-catalogue';

const DEFAULT_DISK_GB = 200;

/** Whether an answer says why a pool cannot be had. */
export const isPoolRefused = (answer: Pool | readonly PoolRefusal[]): answer is readonly PoolRefusal[] =>
  Array.isArray(answer);

function made(asked: PoolAsked, accelerator: ResolvedPool['accelerator']): Pool {
  const { name, spot, reservation, zones } = asked;
  const pool = { name, spot, reservation, zones, accelerator, zoneNames: accelerator.zones };
  const diskGb = asked.diskGb ?? DEFAULT_DISK_GB;
  switch (asked.on) {
    case 'vertex':
      return { ...pool, on: 'vertex', workers: asked.workers ?? 1, diskGb };
    case 'gke': {
      const [fewest = 0, most = 1] = asked.nodes ?? [];
      const { driver = 'default', sharing, compactPlacement = false } = asked;
      return { ...pool, on: 'gke', nodes: [fewest, most], diskGb, driver, sharing, compactPlacement };
    }
    case 'tpuVm': {
      const known = accelerator.kind === 'tpu' ? accelerator.runtimeVersion : undefined;
      return {
        ...pool,
        on: 'tpuVm',
        runtimeVersion: asked.runtimeVersion ?? known ?? '',
        queued: asked.queued ?? false,
        count: asked.vms ?? 1,
      };
    }
  }
}

/**
 * @param region Region of the environment, such as `europe-west4`.
 * @returns The pool with its defaults and what the catalogue knows, or all its mistakes at once.
 */
export function resolvePool(asked: PoolAsked, region: string): Pool | PoolRefusal[] {
  const offered = offeredFor(asked, region);
  const isOffered = offered !== undefined && !Array.isArray(offered);
  const accelerator = isOffered ? (offered as ResolvedPool['accelerator']) : undefined;
  const refusals = [
    ...keyRefusals(asked),
    ...valueRefusals(asked),
    ...(Array.isArray(offered) ? (offered as readonly PoolRefusal[]) : []),
    ...(accelerator === undefined ? [] : offeredRefusals(asked, accelerator)),
  ];
  return accelerator === undefined || refusals.length > 0 ? refusals : made(asked, accelerator);
}
