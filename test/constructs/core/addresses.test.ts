import { TerraformOutput } from 'cdktf';
import { Construct } from 'constructs';
import { DataGoogleProject } from '@cdktf/provider-google/lib/data-google-project';
import { ServiceAccount } from '@cdktf/provider-google/lib/service-account';
import { addressesOf, addressOf } from '../../../constructs/core/addresses';
import { ValidationError } from '../../../constructs/core/errors';
import { Template, testStack } from '../../../testing';

test('resources, data sources and outputs have the address that Terraform gives them', () => {
  const stack = testStack();
  const account = new ServiceAccount(stack, 'Training', { accountId: 'training' });
  const project = new DataGoogleProject(stack, 'Project', {});
  const output = new TerraformOutput(stack, 'Email', { value: account.email });
  const addresses = [account, project, output].map(addressOf);
  expect(addresses).toEqual(['google_service_account.Training', 'data.google_project.Project', 'output.Email']);
  expect(Template.fromStack(stack).addresses()).toEqual([...addresses].sort());
});

test('what Terraform does not address has none', () => {
  const stack = testStack();
  expect(addressOf(stack)).toBeUndefined();
  expect(addressOf(new Construct(stack, 'Group'))).toBeUndefined();
});

test('every element of a stack is found by its address', () => {
  const stack = testStack();
  const account = new ServiceAccount(new Construct(stack, 'Group'), 'Resource', { accountId: 'training' });
  expect([...addressesOf(stack)]).toEqual([[addressOf(account), account]]);
});

test('two resources with one address are refused, and both are named', () => {
  const stack = testStack();
  new ServiceAccount(stack, 'a.b', { accountId: 'first' });
  new ServiceAccount(stack, 'ab', { accountId: 'second' });
  expect(() => Template.fromStack(stack)).toThrow(
    'stack: address "google_service_account.ab" is used by both stack/a.b and stack/ab: give one of them another id',
  );
});

test('an id that CDKTF leaves out of addresses is refused where it hides another', () => {
  const stack = testStack();
  new ServiceAccount(new Construct(stack, 'Default'), 'Lake', { accountId: 'first' });
  new ServiceAccount(stack, 'Lake', { accountId: 'second' });
  expect(() => Template.fromStack(stack)).toThrow('is used by both stack/Default/Lake and stack/Lake');
});

test('two outputs with one static id are refused', () => {
  const stack = testStack();
  for (const id of ['One', 'Two'])
    new TerraformOutput(stack, id, { value: id, staticId: false }).overrideLogicalId('x');
  expect(() => Template.fromStack(stack)).toThrow('address "output.x" is used by both stack/One and stack/Two');
});

test('all shared addresses are reported at once', () => {
  const stack = testStack();
  for (const id of ['a.b', 'ab', 'c.d', 'cd']) new ServiceAccount(stack, id, { accountId: id });
  expect(() => Template.fromStack(stack)).toThrow(ValidationError);
  expect(() => Template.fromStack(stack)).toThrow(/google_service_account\.ab.*google_service_account\.cd/);
});

test('one id for resources of two types is no conflict', () => {
  const stack = testStack();
  new ServiceAccount(new Construct(stack, 'G'), 'Resource', { accountId: 'first' });
  new DataGoogleProject(stack, 'Project', {});
  new TerraformOutput(stack, 'G_Resource', { value: 'x' });
  expect(Template.fromStack(stack).addresses()).toHaveLength(3);
});
