import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseConfig } from '../../../config/load';
import { type JsonObject, readStack, type TerraformStackJson } from '../../../stacks/level-move/terraform-stack';
import { buildInMemory } from '../../../stacks/synthesize';
import { synthesizeApp } from '../../../testing/synthesize';
import { writeRunsConfig } from '../../cli/runs-config';
import { shippedConfigs } from '../../support/examples';
import { levelsOf } from '../../support/levels';
import { scratchFolder } from '../../support/tree';

jest.setTimeout(60_000);
const folder = scratchFolder();

/** The stacks of a configuration as they are written, by name. */
function stacksOf(yaml: string, level: number, file = 'mlops.yaml'): Map<string, TerraformStackJson> {
  const stacks = synthesizeApp(buildInMemory(parseConfig(file, yaml, { level })));
  return new Map(stacks.map(({ name, json }) => [name, readStack(name, json as JsonObject)]));
}

const letGo = (stacks: Map<string, TerraformStackJson>) =>
  [...stacks].map(([name, stack]) => [name, [...stack.letGo].sort()]);

describe.each(shippedConfigs)('$name', ({ file }) => {
  const yaml = readFileSync(file, 'utf8');

  const levels = levelsOf(file);
  const [highest, ...lower] = levels.toReversed();

  test.each(lower)('lets go, at level %i, of exactly what the highest level adds to each stack', (level) => {
    const [here, above] = [stacksOf(yaml, level, file), stacksOf(yaml, highest!, file)];
    const added = [...here].map(([name, { resources }]) => {
      const all = [...above.get(name)!.resources.keys()];
      return [name, all.filter((address) => !resources.has(address)).sort()];
    });
    expect(letGo(here)).toEqual(added);
  });

  test('lets go of nothing at the highest level', () => {
    expect(letGo(stacksOf(yaml, highest!, file)).filter(([, addresses]) => addresses!.length > 0)).toEqual([]);
  });
});

const SHOP = `
product: shop
level: 0
region: europe-west1
environments: { dev: { project: shop-dev-project, stage: experimentation } }
state: { local: true }
models: { basket: { retrain: { schedule: '0 4 * * 1' } } }
`;

test('does so when the configuration would not do at the level that is left', () => {
  expect(() => stacksOf(SHOP, 1)).toThrow('no image serves');
  const addresses = [...stacksOf(SHOP, 0).values()].flatMap((stack) => [...stack.letGo]);
  const ids = addresses.map((address) => address.replace(/_[0-9A-F]{8}$/, ''));
  expect(ids).toEqual(
    expect.arrayContaining([
      'google_storage_bucket.PipelineRuntime_Bucket',
      'google_cloud_scheduler_job.Retraining-basket_Schedule-training',
    ]),
  );
});

test('knows a compiled pipeline by its own name, or by that of its file when it is gone', () => {
  const file = writeRunsConfig(folder(), (yaml) => yaml.replace('watching.yaml', 'other.yaml'));
  rmSync(join(folder(), 'watching.yaml'));
  const stack = stacksOf(readFileSync(file, 'utf8'), 0, file).get('platform-dev')!;
  const templates = [...stack.letGo].filter((address) => address.includes('Template-'));
  expect(templates.map((address) => address.replace(/.*Template-(.*)_.*/, '$1'))).toEqual(['counting', 'other']);
});

test('with `whenLowered: destroy`, lets go of what holds data alone', () => {
  const keep = stacksOf(SHOP, 0).get('platform-dev')!.letGo;
  const destroy = stacksOf(`${SHOP}whenLowered: destroy\n`, 0).get('platform-dev')!.letGo;
  const types = (addresses: ReadonlySet<string>) => new Set([...addresses].map((address) => address.split('.')[0]));
  expect(types(destroy)).toEqual(
    new Set([
      'google_artifact_registry_repository',
      'google_bigquery_dataset',
      'google_bigquery_table',
      'google_monitoring_metric_descriptor',
      'google_pubsub_subscription',
      'google_pubsub_topic',
      'google_storage_bucket',
      'google_storage_bucket_object',
    ]),
  );
  expect([...destroy].filter((address) => !keep.has(address))).toEqual([]);
  expect(types(keep)).toContain('google_cloudfunctions2_function');
});

test('lets go of nothing where the level above would be refused for good: it cannot have been deployed', () => {
  const refused = `${SHOP}featureStore: { groups: { orders: { table: raw.orders, entityIdColumns: [id], features: { id: {} } } } }\n`;
  expect(letGo(stacksOf(refused, 0)).flatMap(([, addresses]) => addresses)).toEqual([]);
});
