/** What a pool asks of its accelerator besides having it: parts of GPUs, nodes close to each other, a reservation's zone. */
import { type PoolAsked, type PoolRefusal } from './asked';
import { type ResolvedPool } from './pool';

type Offered = ResolvedPool['accelerator'];

function partition({ sharing }: PoolAsked, offered: Offered): readonly PoolRefusal[] {
  if (offered.kind !== 'gpu' || sharing?.strategy !== 'mig') return [];
  const { type, partitions } = offered.gpu;
  if (partitions === undefined)
    return [
      {
        path: ['sharing', 'strategy'],
        message: `${type} cannot be divided`,
        given: 'mig',
        allowed: 'time-sharing or mps',
        fix: 'write time-sharing or mps',
      },
    ];
  return partitions.includes(sharing.partition)
    ? []
    : [
        {
          path: ['sharing', 'partition'],
          message: `${type} has no part of the size ${sharing.partition}`,
          given: sharing.partition,
          allowed: partitions.join(', '),
          fix: `write ${partitions[0]}`,
        },
      ];
}

function placement({ on, compactPlacement }: PoolAsked, offered: Offered): readonly PoolRefusal[] {
  if (on !== 'gke' || !compactPlacement || offered.kind !== 'gpu') return [];
  const { gpu, zones } = offered;
  if (!gpu.compactPlacement)
    return [
      {
        path: ['compactPlacement'],
        message: `machines with ${gpu.type} cannot be placed close to each other`,
        given: true,
        fix: 'leave out compactPlacement',
      },
    ];
  return zones.length === 1
    ? []
    : [
        {
          path: ['zones'],
          message: 'nodes close to each other are in one zone',
          given: zones,
          allowed: zones.join(', '),
          fix: 'name one zone',
        },
      ];
}

/** A job of Vertex AI chooses its zone, unless its machines are from a reservation, which is in one. */
function vertexZone({ on, zones, reservation }: PoolAsked, offered: Offered): readonly PoolRefusal[] {
  if (on !== 'vertex') return [];
  if (reservation === undefined)
    return zones === undefined
      ? []
      : [
          {
            path: ['zones'],
            message: 'Vertex AI chooses the zone of a job, unless it is from a reservation',
            given: zones,
            fix: 'leave out zones',
          },
        ];
  return offered.zones.length === 1
    ? []
    : [
        {
          path: ['zones'],
          message: 'a reservation is in one zone',
          given: zones,
          allowed: offered.zones.join(', '),
          fix: 'name the zone of the reservation',
        },
      ];
}

/** https://cloud.google.com/kubernetes-engine/docs/concepts/tpus: a node pool of several hosts is one slice. */
function oneSlice({ on, nodes }: PoolAsked, offered: Offered): readonly PoolRefusal[] {
  if (on !== 'gke' || offered.kind !== 'tpu' || offered.hosts === 1 || !((nodes?.[1] ?? 1) > 1)) return [];
  return [
    {
      path: ['nodes'],
      message: 'a node pool is one slice of TPUs that spans machines',
      given: nodes,
      allowed: '[0, 1] or [1, 1]',
      fix: 'write [0, 1], and add a pool for each further slice',
    },
  ];
}

export const offeredRefusals = (asked: PoolAsked, offered: Offered): readonly PoolRefusal[] => [
  ...partition(asked, offered),
  ...placement(asked, offered),
  ...vertexZone(asked, offered),
  ...oneSlice(asked, offered),
];
