import { TerraformStack } from 'cdktf';
import { addGoogleProviders, googleBeta } from '../../../constructs/core/google-providers';
import { Template, testApp, testStack } from '../../../testing';

test('both Google providers work in the project and the region, and are charged to that project', () => {
  const { provider } = Template.fromStack(testStack({ project: 'acme-ml-prod', region: 'us-central1' })).normalized();
  const expected = {
    project: 'acme-ml-prod',
    region: 'us-central1',
    billing_project: 'acme-ml-prod',
    user_project_override: true,
  };
  expect(provider).toMatchObject({ google: [expected], 'google-beta': [expected] });
});

test('any release of the time provider will do', () => {
  const stack = new TerraformStack(testApp(), 'stack');
  addGoogleProviders(stack, { project: 'p', region: 'r' });
  expect(stack.toTerraform()).toMatchObject({
    terraform: { required_providers: { time: { version: '>= 0.13.1, < 1.0.0' } } },
  });
});

test('the google-beta provider of a stack is found', () => {
  expect(googleBeta(testStack()).terraformResourceType).toBe('google-beta');
});

test('a stack without it is told what to call', () => {
  expect(() => googleBeta(new TerraformStack(testApp(), 'bare'))).toThrow(
    'bare: the stack has no google-beta provider: call addGoogleProviders(stack, ...) first',
  );
});
