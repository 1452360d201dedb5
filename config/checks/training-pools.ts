/** Pools of accelerators: what there is, and where. */
import { isPoolRefused, resolvePool } from '../../training/pools/resolve';
import { nearest, optionsText } from '../nearest';
import { DEFAULT_RANGE } from '../patterns';
import { type ConfigPath } from '../problems';
import { type Config } from '../schema';
import { type Finding } from '../source';
import { type Draft, entriesOf, rule, type RuleContext } from './rule';

type DraftPool = Draft<Config['training']['pools'][string]>;

const POOLS: ConfigPath = ['training', 'pools'];

/** Names of the environments that a pool is in. */
const environmentsOf = ({ environments }: Draft, pool: DraftPool): string[] =>
  (pool.environments ?? Object.keys(environments ?? {})).filter((name) => name !== undefined);

export const poolsArePossible = rule(
  'A pool of `training.pools` asks for accelerators, machines and zones that there are in the region of each of its environments (docs/accelerators.md).',
  (config, context) =>
    entriesOf(config.training?.pools).flatMap(([name, pool]) => {
      if (isUnfinished([...POOLS, name], pool, context)) return [];
      const regions = environmentsOf(config, pool).map((each) => config.environments?.[each]?.region ?? config.region);
      const findings = [...new Set(regions)].flatMap((region) => (region ? impossible(name, pool, region) : []));
      return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
    }),
);

/** Whether part of a pool is wrong already: what is missing then would be reported as missing. */
const isUnfinished = (path: ConfigPath, pool: DraftPool, context: RuleContext): boolean =>
  ['on', 'gpu', 'count', 'tpu', 'topology', 'sharing', 'nodes', 'zones'].some((key) =>
    context.isWrong([...path, key]),
  ) || pool.on === undefined;

function impossible(name: string, pool: DraftPool, region: string): Finding[] {
  // A draft without anything wrong in it is whole.
  const whole = pool as Config['training']['pools'][string];
  const resolved = resolvePool({ name, ...whole }, region);
  return isPoolRefused(resolved)
    ? resolved.map(({ path, ...rest }) => ({ path: [...POOLS, name, ...path], ...rest }))
    : [];
}

export const poolEnvironmentsExist = rule(
  'A pool of `training.pools` names environments that exist.',
  (config, context) =>
    entriesOf(config.training?.pools).flatMap(([name, { environments = [] }]) =>
      environments.flatMap((given, index): Finding[] => {
        const known = Object.keys(config.environments ?? {});
        if (given === undefined || known.includes(given) || context.isWrong(['environments'])) return [];
        const alike = nearest(given, known);
        return [
          {
            path: [...POOLS, name, 'environments', index],
            message: 'there is no such environment',
            given,
            allowed: optionsText(known, given),
            fix: alike ? `write "${alike}"` : 'remove it',
          },
        ];
      }),
    ),
);

export const trainedOnWhatThereIs = rule(
  '`trainOn` of a model names a pool with `on: vertex` that every environment has.',
  (config, context) =>
    entriesOf(config.models).flatMap(([key, { trainOn: given }]): Finding[] => {
      if (given === undefined || context.isWrong(['training']) || context.isWrong([...POOLS, given])) return [];
      const pools = entriesOf(config.training?.pools);
      const fitting = pools.filter(([, pool]) => pool.on === 'vertex').map(([name]) => name);
      const path = ['models', key, 'trainOn'];
      const allowed = fitting.length > 0 ? optionsText(fitting, given) : 'a pool with on: vertex';
      const pool = config.training?.pools?.[given];
      if (pool === undefined) {
        const alike = nearest(given, fitting);
        return [
          {
            path,
            message: 'there is no such pool',
            given,
            allowed,
            fix: alike ? `write "${alike}"` : `add "${given}" to training.pools`,
          },
        ];
      }
      if (pool.on !== undefined && pool.on !== 'vertex')
        return [
          {
            path,
            message: `its machines are not made for jobs of Vertex AI: on: ${pool.on}`,
            given,
            allowed,
            fix: 'name a pool with on: vertex',
          },
        ];
      const without = Object.keys(config.environments ?? {}).filter(
        (name) => !environmentsOf(config, pool).includes(name),
      );
      if (without.length === 0) return [];
      return [
        {
          path,
          message: `the model is trained in every environment, but the pool is not in ${without.join(', ')}`,
          given,
          allowed: 'a pool without "environments", or with all of them',
          fix: `remove training.pools.${given}.environments`,
        },
      ];
    }),
);

export const clusterHasItsNetwork = rule(
  'A pool with `on: gke` has no `network.existing` beside it: its cluster gets a subnet of its own, in a network that the kit makes.',
  (config) => {
    const first = entriesOf(config.training?.pools).find(([, { on }]) => on === 'gke');
    if (first === undefined || config.network?.existing === undefined) return [];
    return [
      {
        path: [...POOLS, first[0], 'on'],
        message: 'the cluster needs a subnet of its own, which the kit makes only in a network of its own',
        given: 'gke',
        allowed: 'vertex or tpuVm with network.existing',
        fix: 'write "vertex", or remove network.existing',
      },
    ];
  },
);

const RANGES = ['nodeRange', 'podRange', 'serviceRange'] as const;

export const clusterRangesAreApart = rule(
  'Of pools with `on: gke`: the ranges of `training.cluster` overlap neither each other nor `network.range`.',
  ({ training, network }) => {
    if (!entriesOf(training?.pools).some(([, { on }]) => on === 'gke')) return [];
    const ranges = [
      { name: 'network.range', range: network?.range ?? DEFAULT_RANGE },
      ...RANGES.map((key) => ({ name: `training.cluster.${key}`, range: training?.cluster?.[key] })),
    ];
    return RANGES.flatMap((key, index): Finding[] => {
      const range = training?.cluster?.[key];
      const other = ranges.slice(0, index + 1).find((each) => range && each.range && overlap(range, each.range));
      if (other === undefined) return [];
      return [
        {
          path: ['training', 'cluster', key],
          message: `it overlaps ${other.name}, ${other.range}`,
          given: range,
          allowed: 'ranges apart from each other',
          fix: 'name a free range',
        },
      ];
    });
  },
);

function overlap(one: string, other: string): boolean {
  const [first, second] = [boundsOf(one), boundsOf(other)];
  return first.start < second.end && second.start < first.end;
}

function boundsOf(range: string): { start: number; end: number } {
  const [address = '', length = ''] = range.split('/');
  const start = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  return { start, end: start + 2 ** (32 - Number(length)) };
}
