import { KitStack, type StateLocation } from '../../../constructs/core/kit-stack';
import { addGoogleProviders } from '../../../constructs/core/google-providers';
import { testApp } from '../../../testing';

class SomeStack extends KitStack {
  constructor(id: string, state: StateLocation) {
    super(testApp(), id, { state, labels: {} });
    addGoogleProviders(this, { project: 'p', region: 'r' });
  }
}

const backendOf = (state: StateLocation) =>
  (new SomeStack('platform-dev', state).toTerraform() as { terraform: { backend: unknown } }).terraform.backend;

test('state goes to the bucket, below the prefix', () => {
  expect(backendOf({ bucket: 'acme-tfstate', prefix: 'churn/platform-dev' })).toEqual({
    gcs: { bucket: 'acme-tfstate', prefix: 'churn/platform-dev' },
  });
});

test('local state is named by the stack, and its path holds nothing of this machine', () => {
  expect(backendOf({ local: true })).toEqual({ local: { path: '../../../terraform.platform-dev.tfstate' } });
});
