import { join } from 'node:path';
import { loadConfig, parseConfig } from '../../config/load';
import { inventoryOf } from '../../stacks/inventory';
import { stacksOf } from '../../stacks/mlops-app';
import { buildInMemory } from '../../stacks/synthesize';
import { root } from '../support/outside-judges';
import { templateOf, templateOfText } from '../support/synthesized';

const FIVE_LINES = `
product: shop
level: 0
region: europe-west1
environments: { dev: { project: shop-project, stage: experimentation } }
state: { local: true }
`;

describe('level 0 of the embedded default', () => {
  const template = templateOf(join(root, 'mlops.yaml'));

  test.each([
    'foundation',
    'data-stores',
    'artifact-store',
    'experiment-workspace',
    'model-serving',
    'service-monitoring',
  ])('has the capability %s, with resources', (kind) => {
    expect(template.byCapability(kind).length).toBeGreaterThan(0);
  });

  test('gives every resource that takes labels the product, the environment and its capability', () => {
    const bucket = template.stack('platform-dev').resources('google_storage_bucket')[0]!;
    expect(bucket.properties.labels).toMatchObject({
      product: 'churn',
      environment: 'dev',
      'managed-by': 'mlops-kit',
      team: 'retention',
    });
  });

  test('protects what holds data', () => {
    for (const type of ['google_storage_bucket', 'google_bigquery_dataset', 'google_artifact_registry_repository']) {
      for (const { properties } of template.resources(type))
        expect(properties.lifecycle).toMatchObject({ prevent_destroy: true });
    }
  });

  test('grants nothing to the public, no basic role, and makes no key', () => {
    const grants = template.addresses().filter((address) => address.includes('_iam_'));
    expect(grants.length).toBeGreaterThan(20);
    expect(JSON.stringify(template.normalized())).not.toMatch(
      /allUsers|allAuthenticatedUsers|roles\/(owner|editor|viewer)"/,
    );
    expect(template.addresses().filter((address) => address.startsWith('google_service_account_key.'))).toEqual([]);
  });
});

describe('stacks', () => {
  test('are deployed in order: state, platform, models', () => {
    const { stacks } = inventoryOf(
      buildInMemory(loadConfig(join(root, 'examples/two-teams/mlops.yaml'), { level: 0 })),
    );
    expect(stacks.map(({ name, dependsOn }) => [name, ...dependsOn].join(' after '))).toEqual([
      'state',
      'platform-dev after state',
      'models-dev-search after platform-dev',
      'models-dev-fraud after platform-dev',
      'platform-prod after state',
      'models-prod-search after platform-prod',
      'models-prod-fraud after platform-prod',
    ]);
  });

  test.each([
    ['bucket: shop-state', { gcs: { bucket: 'shop-state', prefix: 'shop/platform-dev' } }],
    ['local: true', { local: { path: '../../../terraform.platform-dev.tfstate' } }],
    ['bucket: shop-state, local: true', { local: { path: '../../../terraform.platform-dev.tfstate' } }],
  ])('with state { %s } keep it there', (state, backend) => {
    const app = buildInMemory(parseConfig('mlops.yaml', FIVE_LINES.replace('local: true', state)));
    const platform = stacksOf(app).find((stack) => stack.node.id === 'platform-dev')!;
    expect(platform.toTerraform().terraform.backend).toEqual(backend);
  });

  test('of state keep their own state in a file, as the bucket has to come from somewhere', () => {
    const app = buildInMemory(parseConfig('mlops.yaml', FIVE_LINES.replace('local: true', 'bucket: shop-state')));
    expect(stacksOf(app)[0]!.toTerraform().terraform.backend).toEqual({
      local: { path: '../../../terraform.state.tfstate' },
    });
  });

  test('have no workbench in an environment that is not for experiments', () => {
    const template = templateOf(join(root, 'examples/two-teams/mlops.yaml'));
    expect(template.stack('platform-dev').resources('google_workbench_instance').length).toBe(3);
    expect(template.stack('platform-prod').resources('google_workbench_instance')).toEqual([]);
  });

  test('lose their protection only where the environment is declared ephemeral', () => {
    const template = templateOf(join(root, 'examples/ten-models/mlops.yaml'));
    const [dev] = template.stack('platform-dev').resources('google_storage_bucket');
    const [prod] = template.stack('platform-prod').resources('google_storage_bucket');
    expect(dev!.properties).toMatchObject({ force_destroy: true });
    expect(dev!.properties.lifecycle).toBeUndefined();
    expect(prod!.properties).toMatchObject({ force_destroy: false, lifecycle: { prevent_destroy: true } });
  });
});

describe('a configuration of five lines', () => {
  test('has every capability of level 0 but models', () => {
    const template = templateOfText(FIVE_LINES);
    expect(template.stackNames()).toEqual(['platform-dev']);
    expect(template.byCapability('model-serving').map(({ type }) => type)).toEqual(['google_project_iam_custom_role']);
  });
});

describe('overrides', () => {
  const override = (lines: string) => () => templateOfText(`${FIVE_LINES}overrides: ${lines}`);

  const network = templateOfText(FIVE_LINES)
    .addresses()
    .find((address) => address.startsWith('google_compute_network.'))!;

  test('have the last word on an argument, also on one that the kit does not set', () => {
    const template = override(`{ platform-dev: { ${network}: { mtu: 1500, routing_mode: GLOBAL } } }`)();
    expect(template.resource(network).properties).toMatchObject({ mtu: 1500, routing_mode: 'GLOBAL' });
  });

  test('of a resource that does not exist are refused with the nearest one', () => {
    expect(override(`{ platform-dev: { ${network}x: { mtu: 1500 } } }`)).toThrow(`fix: did you mean "${network}"?`);
  });

  test('of a stack that does not exist are refused with the nearest one', () => {
    expect(override('{ platform-prod: {} }')).toThrow(
      'mlops.yaml:7:14  overrides.platform-prod: no stack of that name\n    fix: did you mean "platform-dev"? `mlops list` prints all',
    );
  });
});
