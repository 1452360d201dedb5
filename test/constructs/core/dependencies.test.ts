import { Construct } from 'constructs';
import { Bucket } from '../../../constructs/storage/bucket';
import { Dataset } from '../../../constructs/bigquery/dataset';
import { Template, testApp, testStack } from '../../../testing';

const bucket = (scope: Construct, id: string) =>
  new Bucket(scope, id, {
    bucketName: `acme-${id.toLowerCase()}`,
    project: 'acme-churn-dev',
    location: 'europe-west4',
  });
const dataset = (scope: Construct, id: string) =>
  new Dataset(scope, id, {
    datasetId: id.toLowerCase(),
    project: 'acme-churn-dev',
    location: 'europe-west4',
    description: id,
  });

test('node.addDependency becomes depends_on, of every resource below on every resource below', () => {
  const stack = testStack();
  const [first, second] = [new Construct(stack, 'First'), new Construct(stack, 'Second')];
  for (const id of ['A', 'B']) bucket(first, id);
  for (const id of ['C', 'D']) dataset(second, id);
  second.node.addDependency(first);
  const template = Template.fromStack(stack);
  const buckets = template.resources('google_storage_bucket').map(({ address }) => address);
  expect(buckets).toHaveLength(2);
  for (const { properties } of template.resources('google_bigquery_dataset'))
    expect(properties.depends_on).toEqual(buckets);
  for (const { properties } of template.resources('google_storage_bucket'))
    expect(properties.depends_on).toBeUndefined();
});

test('a dependency that was there stays, and none is written twice', () => {
  const stack = testStack();
  const [a, b, c] = [bucket(stack, 'A'), bucket(stack, 'B'), dataset(stack, 'C')];
  c.node.addDependency(a);
  c.node.addDependency(b, a);
  Template.fromStack(stack);
  const [found] = Template.fromStack(stack).resources('google_bigquery_dataset');
  expect(found!.properties.depends_on).toHaveLength(2);
});

test('a construct may depend on what lies below it: the rest of it waits', () => {
  const stack = testStack();
  const group = new Construct(stack, 'Group');
  const first = bucket(group, 'First');
  dataset(group, 'Second');
  group.node.addDependency(first);
  const template = Template.fromStack(stack);
  expect(template.resources('google_storage_bucket')[0]!.properties.depends_on).toBeUndefined();
  expect(template.resources('google_bigquery_dataset')[0]!.properties.depends_on).toHaveLength(1);
});

test('a dependency on another stack is refused: Terraform cannot order it', () => {
  const app = testApp();
  const there = bucket(testStack({ app, id: 'there' }), 'Data');
  dataset(testStack({ app, id: 'here' }), 'Raw').node.addDependency(there);
  expect(() => Template.fromApp(app)).toThrow(
    'here/Raw: node.addDependency on there/Data crosses stacks, which Terraform cannot order: use stack.addDependency',
  );
});

test('a dependency between stacks themselves is the order in which they are deployed', () => {
  const app = testApp();
  const [first, second] = [testStack({ app, id: 'first' }), testStack({ app, id: 'second' })];
  second.node.addDependency(first);
  Template.fromApp(app);
  expect(second.dependencies).toEqual([first]);
});

test('a dependency on a construct without resources is refused: it would do nothing', () => {
  const stack = testStack();
  bucket(stack, 'Data').node.addDependency(new Construct(stack, 'Empty'));
  expect(() => Template.fromStack(stack)).toThrow(
    'stack/Data: node.addDependency on stack/Empty would do nothing: there is no resource below it',
  );
});
