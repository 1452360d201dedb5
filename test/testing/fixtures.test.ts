import { existsSync } from 'node:fs';
import { Naming } from '../../constructs/core/naming/naming';
import { testApp, testEnvironment, testStack } from '../../testing';

test('an app leaves nothing on disk', () => {
  expect(existsSync(testApp().outdir)).toBe(false);
});

test('a stack keeps its state in a bucket, so that no path of this machine is written', () => {
  expect(testStack({ id: 'platform' }).toTerraform()).toMatchObject({
    terraform: { backend: { gcs: { bucket: 'acme-churn-tfstate', prefix: 'platform' } } },
  });
});

test('stacks share an app when they are given one', () => {
  const app = testApp();
  expect(testStack({ app, id: 'one' }).node.root).toBe(testStack({ app, id: 'two' }).node.root);
});

test('an environment is that of the example company', () => {
  expect(testEnvironment()).toMatchObject({
    name: 'dev',
    stage: 'experimentation',
    project: 'acme-churn-dev',
    region: 'europe-west4',
    protect: true,
    private: false,
  });
});

test('names follow from what is changed', () => {
  const { naming } = testEnvironment({ product: 'fraud', name: 'prod', project: 'acme-fraud-prod' });
  expect(naming.name('bucket', 'data')).toBe('acme-fraud-prod-fraud-prod-data');
});

test('names can be given', () => {
  const naming = new Naming({ product: 'x1', environment: 'y1', project: 'z-project' });
  expect(testEnvironment({ naming }).naming).toBe(naming);
});
