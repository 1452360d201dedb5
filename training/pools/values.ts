/** Values of a pool that are wrong whatever the catalogue says. */
import { type PoolAsked, type PoolRefusal } from './asked';

/** Of Vertex AI: https://docs.cloud.google.com/vertex-ai/docs/reference/rest/v1/DiskSpec */
const VERTEX_DISK_GB = 100;
const MOST_CLIENTS = 48;

function whole(asked: PoolAsked, key: 'workers' | 'vms', least: number): readonly PoolRefusal[] {
  const given = asked[key];
  return given === undefined || (Number.isInteger(given) && given >= least)
    ? []
    : [
        {
          path: [key],
          message: `${key} is a whole number, at least ${least}`,
          given,
          allowed: `${least} or more`,
          fix: `write ${least}`,
        },
      ];
}

function nodeRange({ nodes }: PoolAsked): readonly PoolRefusal[] {
  if (nodes === undefined) return [];
  const [fewest = Number.NaN, most = Number.NaN] = nodes;
  const isRange = nodes.length === 2 && nodes.every((count) => Number.isInteger(count) && count >= 0) && most >= 1;
  if (isRange && fewest <= most) return [];
  return [
    {
      path: ['nodes'],
      message: isRange
        ? 'the fewest nodes are more than the most'
        : 'nodes are two whole numbers, the fewest and the most',
      given: nodes,
      allowed: 'such as [0, 4]; the second at least 1',
      fix: isRange ? `write [${most}, ${fewest}]` : 'write [0, 1]',
    },
  ];
}

const disk = ({ on, diskGb }: PoolAsked): readonly PoolRefusal[] =>
  on === 'vertex' && diskGb !== undefined && diskGb < VERTEX_DISK_GB
    ? [
        {
          path: ['diskGb'],
          message: `a disk of Vertex AI has at least ${VERTEX_DISK_GB} GB`,
          given: diskGb,
          allowed: `${VERTEX_DISK_GB} or more`,
          fix: `write ${VERTEX_DISK_GB}, or leave it out`,
        },
      ]
    : [];

function clients({ sharing }: PoolAsked): readonly PoolRefusal[] {
  if (sharing === undefined || sharing.strategy === 'mig') return [];
  const { clients: given } = sharing;
  return Number.isInteger(given) && given >= 2 && given <= MOST_CLIENTS
    ? []
    : [
        {
          path: ['sharing', 'clients'],
          message: `a GPU is shared by 2 to ${MOST_CLIENTS} containers`,
          given,
          allowed: `2 to ${MOST_CLIENTS}`,
          fix: given > MOST_CLIENTS ? `write ${MOST_CLIENTS}` : 'write 2',
        },
      ];
}

const zoneLetters = ({ zones = [] }: PoolAsked): readonly PoolRefusal[] =>
  zones.flatMap((zone, index) =>
    /^[a-z]$/.test(zone)
      ? []
      : [
          {
            path: ['zones', index],
            message: 'a zone is written as its letter',
            given: zone,
            allowed: 'one letter',
            fix: `write ${/-([a-z])$/.exec(zone)?.[1] ?? 'a letter'}`,
          },
        ],
  );

export const valueRefusals = (asked: PoolAsked): readonly PoolRefusal[] => [
  ...whole(asked, 'workers', 1),
  ...whole(asked, 'vms', 1),
  ...nodeRange(asked),
  ...disk(asked),
  ...clients(asked),
  ...zoneLetters(asked),
];
