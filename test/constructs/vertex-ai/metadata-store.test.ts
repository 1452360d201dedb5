import { type TerraformResource, TerraformStack } from 'cdktf';
import { MetadataStore, type MetadataStoreProps } from '../../../constructs/vertex-ai/metadata-store';
import { testApp, testStack } from '../../../testing';
import { readableTemplate } from '../../support/readable';

const TYPE = 'google_vertex_ai_metadata_store';

function metadataStore(props: Partial<MetadataStoreProps> = {}, stack: TerraformStack = testStack()) {
  const made = new MetadataStore(stack, 'Store', { project: 'acme-churn-dev', region: 'europe-west4', ...props });
  return { made, stack, template: () => readableTemplate(stack) };
}

test('is the one named default, made by the beta provider, and protected', () => {
  metadataStore()
    .template()
    .hasResource(TYPE, {
      name: 'default',
      provider: 'google-beta',
      project: 'acme-churn-dev',
      region: 'europe-west4',
      encryption_spec: undefined,
      lifecycle: { prevent_destroy: true },
    });
});

test('has no description, as another one would replace it', () => {
  metadataStore().template().hasResource(TYPE, { description: undefined });
});

test('can be left unprotected', () => {
  metadataStore({ protect: false }).template().hasResource(TYPE, { lifecycle: undefined });
});

test('is encrypted with the key it is given', () => {
  metadataStore({ encryptionKey: { keyName: 'projects/p/locations/l/keyRings/r/cryptoKeys/k', ready: [] } })
    .template()
    .hasResource(TYPE, { encryption_spec: { kms_key_name: 'projects/p/locations/l/keyRings/r/cryptoKeys/k' } });
});

test('imports nothing by default', () => {
  const { template } = metadataStore();
  expect(template().normalized()).not.toHaveProperty('import');
});

test('takes over the store that a first pipeline run left behind', () => {
  const { template } = metadataStore({ adopt: true });
  expect(template().normalized().import).toEqual([
    expect.objectContaining({
      id: 'projects/acme-churn-dev/locations/europe-west4/metadataStores/default',
      to: 'google_vertex_ai_metadata_store.Store',
    }),
  ]);
});

test('its L1 is the default child', () => {
  const { made, template } = metadataStore();
  (made.node.defaultChild as TerraformResource).addOverride('timeouts.create', '90m');
  template().hasResource(TYPE, { timeouts: { create: '90m' } });
});

test('the store of a project is known without a resource', () => {
  expect(MetadataStore.fromProject('p', 'r').metadataStoreName).toBe('projects/p/locations/r/metadataStores/default');
});

test('a stack without the beta provider is told what to call', () => {
  const bare = new TerraformStack(testApp(), 'bare');
  expect(() => metadataStore({}, bare)).toThrow(
    'bare/Store: the stack has no google-beta provider: call addGoogleProviders(stack, ...) first',
  );
});
