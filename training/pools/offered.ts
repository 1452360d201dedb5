/** Asks the catalogue for a pool's accelerator, and says its refusals in the words of mlops.yaml. */
import { gpuOffer, isRefused, type Refusal, tpuOffer } from '../catalogue';
import { type PoolAsked, type PoolRefusal } from './asked';
import { type ResolvedPool } from './pool';

/** Keys of mlops.yaml, where they have another name than in the catalogue. */
const KEYS: Partial<Record<Refusal['field'], keyof PoolAsked>> = { machineType: 'machine', reserved: 'reservation' };

const OF_ACCELERATOR: ReadonlySet<Refusal['field']> = new Set(['place', 'region']);

function said(asked: PoolAsked, accelerator: 'gpu' | 'tpu', refusals: readonly Refusal[]): readonly PoolRefusal[] {
  return refusals.map(({ field, message, allowed, fix }) => {
    const key = OF_ACCELERATOR.has(field) ? accelerator : (KEYS[field] ?? (field as keyof PoolAsked));
    const given = asked[key];
    return { path: [key], message, ...(given === undefined ? {} : { given }), ...(allowed ? { allowed } : {}), fix };
  });
}

/** The accelerator, or why not. Nothing where the pool does not say which one. */
export function offeredFor(
  asked: PoolAsked,
  region: string,
): ResolvedPool['accelerator'] | readonly PoolRefusal[] | undefined {
  const letters = asked.zones?.filter((zone) => /^[a-z]$/.test(zone));
  const where = {
    place: asked.on,
    region,
    zones: letters === undefined || letters.length === 0 ? undefined : letters.map((letter) => `${region}-${letter}`),
    spot: asked.spot,
    reserved: asked.reservation !== undefined,
    machineType: asked.machine,
  };
  if (asked.gpu !== undefined && asked.tpu === undefined) {
    const offer = gpuOffer({ ...where, gpu: asked.gpu, count: asked.count ?? 1 });
    return isRefused(offer) ? said(asked, 'gpu', offer) : { kind: 'gpu', ...offer };
  }
  if (asked.tpu === undefined || asked.gpu !== undefined || asked.topology === undefined) return undefined;
  // A key of another place is refused as such, not by what the catalogue says of it.
  const ofTpuVm = asked.on === 'tpuVm' ? { runtimeVersion: asked.runtimeVersion, queued: asked.queued } : {};
  const offer = tpuOffer({ ...where, ...ofTpuVm, tpu: asked.tpu, topology: asked.topology });
  return isRefused(offer) ? said(asked, 'tpu', offer) : { kind: 'tpu', ...offer };
}
