import { readFileSync } from 'node:fs';
import { type LoadedConfig, parseConfig } from '../../config/load';
import { type Estimate, estimateOf, type EstimateOptions } from '../../cost/estimate';
import { kindOf } from '../../cost/kinds';
import { type RunLine, totalOf } from '../../cost/line';
import { SOURCES } from '../../cost/prices';
import { inventoryOf } from '../../stacks/inventory';
import { buildInMemory } from '../../stacks/synthesize';
import { shippedConfigs } from '../support/examples';

const DEFAULT = readFileSync('mlops.yaml', 'utf8');
const load = (level: number, yaml = DEFAULT): LoadedConfig => parseConfig('mlops.yaml', yaml, { level });
const estimated = (loaded: LoadedConfig, options: Partial<EstimateOptions> = {}): Estimate =>
  estimateOf(buildInMemory(loaded), loaded.config, { runMinutes: 60, ...options });

const levels = [0, 1, 2].map((level) => ({ level, estimate: estimated(load(level)) }));
const [none, , full] = levels.map(({ estimate }) => estimate) as [Estimate, Estimate, Estimate];

test('every resource type of the default at level 2 is priced, free by a source, or said to be unknown', () => {
  const types = inventoryOf(buildInMemory(load(2))).stacks.flatMap(({ resources }) =>
    resources.map(({ type }) => type),
  );
  const kinds = [...new Set(types)].map((type) => [type, kindOf(type)] as const);
  expect(kinds.filter(([, kind]) => kind === undefined)).toEqual([]);
  expect(kinds.filter(([, kind]) => kind?.kind === 'free' && !SOURCES[kind.source])).toEqual([]);
  const unknown = kinds.flatMap(([, kind]) => (kind?.kind === 'unknown' ? [kind.what] : []));
  expect(full.uncounted.map(({ what }) => what)).toEqual(expect.arrayContaining(unknown));
});

test.each(shippedConfigs)('no resource type of $name is forgotten', ({ file }) => {
  const loaded = parseConfig(file, readFileSync(file, 'utf8'));
  const types = inventoryOf(buildInMemory(loaded)).stacks.flatMap(({ resources }) => resources.map(({ type }) => type));
  expect(types.filter((type) => kindOf(type) === undefined)).toEqual([]);
});

test.each(levels)(
  'at level $level totals are those of the lines, each with a dated source or a reason',
  ({ estimate }) => {
    const { idle, perRun, idleTotal, runsTotal, mostRunsTotal } = estimate;
    expect(idleTotal).toEqual({ micros: totalOf(idle).micros, atLeast: true });
    expect(runsTotal.micros).toBe(totalOf(perRun).micros);
    expect(mostRunsTotal.micros).toBe(totalOf(perRun, (line) => (line as RunLine).mostPerMonth).micros);
    for (const { price, unknown, perMonth } of [...idle, ...perRun]) {
      if (unknown === undefined) expect(SOURCES[price!.source]).toMatchObject({ url: expect.any(String) as string });
      else expect(perMonth).toBeUndefined();
    }
  },
);

test('a workbench costs its hours and disks, a model its fewest replicas', () => {
  const of = (text: string) => none.idle.filter(({ what }) => what.includes(text)).map(({ perMonth }) => perMonth);
  expect(of('workbench-ann')).toEqual([23_607_040, 16_500_000, 11_000_000]);
  expect(of('Serving')).toEqual([152_692_640, 152_692_640, 152_692_640]);
});

test('level 0 starts no runs; from level 1 on Mondays and days are counted, and events as the limits let them pass', () => {
  expect(none.perRun).toEqual([]);
  const dev = full.perRun.filter(({ where }) => where.environment === 'dev');
  expect(dev.map(({ what, runs, mostRuns }) => [what.split(':')[0], runs, mostRuns])).toEqual([
    ...[1, 2].map(() => ['training', 5, 63]),
    ...[1, 2].map(() => ['monitoring', 31, 31]),
    ...[1, 2].map(() => ['promotion', 5, 63]),
  ]);
});

test('three schedules of a billing account are free', () => {
  const jobs = full.idle.filter(({ price }) => price?.id === 'scheduler.job');
  expect(jobs.map(({ quantity }) => quantity)).toEqual([0, 0, 0, 1, 1, 1]);
});

test('longer runs cost more machine time, not more fees', () => {
  const longer = estimated(load(2), { runMinutes: 120 });
  const ratio = longer.perRun.map((line, index) => line.perRun! / full.perRun[index]!.perRun!);
  expect(new Set(ratio)).toEqual(new Set([1, 2]));
});

test('one environment is its part of all', () => {
  const parts = ['dev', 'staging', 'prod'].map((environment) => estimated(load(2), { environment }));
  const owned = full.idle.filter(({ where }) => where.environment !== 'state');
  expect(parts.flatMap(({ idle }) => idle).length).toBe(owned.length);
  expect(parts.reduce((sum, { idleTotal }) => sum + idleTotal.micros, 0)).toBe(full.idleTotal.micros);
});

test('in a region without prices machines are unknown and not counted', () => {
  const { idle, uncounted } = estimated(load(2, DEFAULT.replace('region: europe-west4', 'region: asia-east1')));
  const serving = idle.filter(({ what }) => what.startsWith('Serving'));
  expect(serving.map(({ perMonth, unknown }) => [perMonth, unknown])).toEqual(
    ['dev', 'staging', 'prod'].map(() => [undefined, 'no price is known in asia-east1']),
  );
  expect(uncounted).toContainEqual({
    what: 'Serving, 1 x n1-standard-4',
    environments: ['dev', 'staging', 'prod'],
    why: 'no price is known in asia-east1',
  });
});

test('a cluster, its system nodes and keys are billed; TPU VMs are said to be unknown', () => {
  const priced = shippedConfigs.flatMap(({ file }) => {
    const { idle, uncounted } = estimated(parseConfig(file, readFileSync(file, 'utf8')));
    return [...idle.map(({ price }) => price?.id), ...uncounted.map(({ what }) => what)];
  });
  expect(priced).toEqual(expect.arrayContaining(['gke.cluster', 'kms.software-version', 'nat.machine', 'TPU VMs']));
});
