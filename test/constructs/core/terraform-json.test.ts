import { TerraformStack } from 'cdktf';
import { StorageBucket } from '@cdktf/provider-google/lib/storage-bucket';
import { loadConfig } from '../../../config/load';
import { addGoogleProviders } from '../../../constructs/core/google-providers';
import { KitStack } from '../../../constructs/core/kit-stack';
import { stacksOf } from '../../../stacks/mlops-app';
import { buildInMemory } from '../../../stacks/synthesize';
import { testApp } from '../../../testing';

class SomeStack extends KitStack {
  constructor(scope: ReturnType<typeof testApp>, id: string) {
    super(scope, id, { state: { local: true }, labels: {} });
    addGoogleProviders(this, { project: 'p', region: 'r' });
  }
}

const bucketIn = (stack: KitStack, name: string) =>
  new StorageBucket(stack, 'Bucket', { name, location: 'europe-west4' });

test.each(['mlops.yaml', 'examples/two-teams/mlops.yaml', 'examples/private-cmek/mlops.yaml'])(
  'every stack of %s is written as CDKTF writes it',
  (file) => {
    for (const stack of stacksOf(buildInMemory(loadConfig(file)))) {
      const byCdktf: unknown = TerraformStack.prototype.toTerraform.call(stack);
      expect(stack.toTerraform()).toEqual(byCdktf);
      expect(stack).toBeInstanceOf(KitStack);
    }
  },
);

test('overrides of the stack are written last', () => {
  const stack = new SomeStack(testApp(), 'one');
  stack.addOverride('terraform.required_version', '>= 1.11');
  expect(stack.toTerraform()).toMatchObject({
    '//': { metadata: { overrides: { stack: ['terraform'] } } },
    terraform: { required_version: '>= 1.11' },
  });
});

test('a reference to a resource of another stack is refused, also when both stacks have that address', () => {
  const app = testApp();
  const [here, there] = [new SomeStack(app, 'here'), new SomeStack(app, 'there')];
  const theirs = bucketIn(there, 'theirs');
  bucketIn(here, `beside-${theirs.id}`);
  expect(() => here.toTerraform()).toThrow(
    'here/Bucket: refers to google_storage_bucket.Bucket.id of stack there: stacks know of each other by names',
  );
});

test('a reference within the stack is written as one', () => {
  const stack = new SomeStack(testApp(), 'here');
  const bucket = bucketIn(stack, 'mine');
  new StorageBucket(stack, 'Second', { name: `beside-${bucket.id}`, location: 'europe-west4' });
  expect(stack.toTerraform()).toMatchObject({
    resource: { google_storage_bucket: { Second: { name: 'beside-${google_storage_bucket.Bucket.id}' } } },
  });
});
