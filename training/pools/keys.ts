/** Which keys of a pool go with which place and accelerator. */
import { type PoolAsked, type PoolRefusal } from './asked';

type Key = Exclude<keyof PoolAsked, 'name' | 'on' | 'gpu' | 'tpu'>;

/** Whose keys they are, in the words of mlops.yaml. */
const OWNERS: readonly {
  readonly keys: readonly Key[];
  readonly of: string;
  readonly has: (asked: PoolAsked) => boolean;
}[] = [
  { keys: ['count'], of: 'a gpu', has: ({ gpu }) => gpu !== undefined },
  { keys: ['topology'], of: 'a tpu', has: ({ tpu }) => tpu !== undefined },
  { keys: ['workers'], of: '"on: vertex"', has: ({ on }) => on === 'vertex' },
  { keys: ['nodes'], of: '"on: gke"', has: ({ on }) => on === 'gke' },
  { keys: ['diskGb'], of: '"on: vertex" and "on: gke"', has: ({ on }) => on !== 'tpuVm' },
  {
    keys: ['driver', 'sharing', 'compactPlacement'],
    of: 'a gpu with "on: gke"',
    has: ({ on, gpu }) => on === 'gke' && gpu !== undefined,
  },
  { keys: ['runtimeVersion', 'queued', 'vms'], of: '"on: tpuVm"', has: ({ on }) => on === 'tpuVm' },
];

const misplaced = (asked: PoolAsked): readonly PoolRefusal[] =>
  OWNERS.filter(({ has }) => !has(asked)).flatMap(({ keys, of }) =>
    keys
      // Saying no to what is not there anyway is no mistake.
      .filter((key) => asked[key] !== undefined && asked[key] !== false)
      .map((key) => ({
        path: [key],
        message: `${key} is a key of ${of}`,
        given: asked[key],
        fix: `leave out ${key}`,
      })),
  );

/** One accelerator, and with it what says how much of it. */
function accelerator({ gpu, tpu, topology }: PoolAsked): readonly PoolRefusal[] {
  if (gpu !== undefined && tpu !== undefined)
    return [
      {
        path: ['tpu'],
        message: 'a pool has a gpu or a tpu, not both',
        given: tpu,
        fix: 'leave out one, or make two pools',
      },
    ];
  if (gpu === undefined && tpu === undefined)
    return [{ path: [], message: 'a pool has a gpu or a tpu', fix: 'add "gpu: nvidia-l4", or "tpu" and "topology"' }];
  return tpu !== undefined && topology === undefined
    ? [
        {
          path: ['topology'],
          message: 'a tpu needs a topology: the chips of a slice and how they are arranged',
          fix: 'add the topology, such as "topology: 2x2" (docs/accelerators.md)',
        },
      ]
    : [];
}

/** Keys that are in the wrong pool, missing, or exclude each other. */
export const keyRefusals = (asked: PoolAsked): readonly PoolRefusal[] => [...accelerator(asked), ...misplaced(asked)];
