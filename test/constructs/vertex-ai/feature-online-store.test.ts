import { type TerraformResource, TerraformStack } from 'cdktf';
import {
  FeatureOnlineStore,
  type FeatureOnlineStoreProps,
  grantReadOnStore,
} from '../../../constructs/vertex-ai/feature-online-store';
import { testApp, testStack } from '../../../testing';
import { readableTemplate } from '../../support/readable';

const STORE = 'google_vertex_ai_feature_online_store';
const MEMBER = 'google_vertex_ai_feature_online_store_iam_member';

function store(props: Partial<FeatureOnlineStoreProps> = {}) {
  const stack = testStack();
  const made = new FeatureOnlineStore(stack, 'Store', {
    storeId: 'churn_dev_features',
    project: 'acme-churn-dev',
    region: 'europe-west4',
    serving: { bigtable: { nodes: [1, 3] } },
    access: 'public',
    ...props,
  });
  return { made, stack, template: () => readableTemplate(stack) };
}

test('a store on Bigtable adds and removes nodes, at half of the CPU unless said otherwise', () => {
  const nodes = (cpu: number) => ({
    bigtable: { auto_scaling: { min_node_count: 1, max_node_count: 3, cpu_utilization_target: cpu } },
    optimized: undefined,
    dedicated_serving_endpoint: undefined,
  });
  store()
    .template()
    .hasResource(STORE, {
      name: 'churn_dev_features',
      project: 'acme-churn-dev',
      region: 'europe-west4',
      ...nodes(50),
    });
  store({ serving: { bigtable: { nodes: [1, 3], cpuTarget: 70 } } })
    .template()
    .hasResource(STORE, nodes(70));
});

test('an optimized store is asked at a public host of its own', () => {
  store({ serving: 'optimized' })
    .template()
    .hasResource(STORE, { optimized: {}, bigtable: undefined, dedicated_serving_endpoint: undefined });
});

test('an optimized store that is private is reached from its project and those named, once each and in order', () => {
  const consumerProjects = ['acme-web', 'acme-churn-dev', 'acme-app', 'acme-web'];
  store({ serving: 'optimized', access: { consumerProjects } })
    .template()
    .hasResource(STORE, {
      optimized: {},
      dedicated_serving_endpoint: {
        private_service_connect_config: {
          enable_private_service_connect: true,
          project_allowlist: ['acme-churn-dev', 'acme-app', 'acme-web'],
        },
      },
    });
});

test('a store on Bigtable has no host to be private about', () => {
  store({ access: { consumerProjects: [] } })
    .template()
    .hasResource(STORE, { dedicated_serving_endpoint: undefined });
});

test('a store refuses to be destroyed, and to take its views along', () => {
  store()
    .template()
    .hasResource(STORE, { force_destroy: false, lifecycle: { prevent_destroy: true } });
});

test('without protection it goes with its views', () => {
  store({ protect: false }).template().hasResource(STORE, { force_destroy: true, lifecycle: undefined });
});

test('who reads may fetch values of this store, and nothing else', () => {
  const { made, template } = store();
  made.grantRead('serving', 'serviceAccount:serving@acme-churn-dev.iam.gserviceaccount.com');
  template().resourceCountIs(MEMBER, 1);
  template().hasResource(MEMBER, {
    provider: 'google-beta',
    project: 'acme-churn-dev',
    region: 'europe-west4',
    feature_online_store: '${google_vertex_ai_feature_online_store.Store.name}',
    role: 'roles/aiplatform.featurestoreDataViewer',
    member: 'serviceAccount:serving@acme-churn-dev.iam.gserviceaccount.com',
  });
});

test('a grant on a store of another stack names it', () => {
  const stack = testStack();
  grantReadOnStore(stack, 'Read', FeatureOnlineStore.fromStoreId('p', 'r', 'features'), 'user:ann@acme.com');
  readableTemplate(stack).hasResource(MEMBER, { project: 'p', region: 'r', feature_online_store: 'features' });
});

test('a stack without the beta provider is told what to call', () => {
  const bare = new TerraformStack(testApp(), 'bare');
  const grant = () =>
    grantReadOnStore(bare, 'Read', FeatureOnlineStore.fromStoreId('p', 'r', 's'), 'user:ann@acme.com');
  expect(grant).toThrow('bare: the stack has no google-beta provider: call addGoogleProviders(stack, ...) first');
});

test.each([[[0, 1]], [[3, 2]], [[1, 11]], [[1.5, 2]]] as [[number, number]][])('the nodes %j are refused', (nodes) => {
  expect(() => store({ serving: { bigtable: { nodes } } })).toThrow(
    `stack/Store: nodes [${nodes.join(', ')}] are not valid: [fewest, most], whole numbers, 1 <= fewest <= most <= 10 * fewest`,
  );
});

test.each([9, 81, 0.5])('the CPU target %d is refused', (cpuTarget) => {
  expect(() => store({ serving: { bigtable: { nodes: [1, 3], cpuTarget } } })).toThrow(
    `stack/Store: cpuTarget ${cpuTarget} is not valid: a whole number of percent, 10 to 80`,
  );
});

test('an id longer than Google takes is refused', () => {
  expect(() => store({ storeId: 'x'.repeat(61) })).toThrow('has 61 characters: at most 60 are allowed');
});

test('its L1 is the default child', () => {
  const { made, template } = store();
  (made.node.defaultChild as TerraformResource).addOverride('timeouts.create', '60m');
  template().hasResource(STORE, { timeouts: { create: '60m' } });
});
