import { type TerraformStack } from 'cdktf';
import { Tensorboard, type TensorboardProps } from '../../../constructs/vertex-ai/tensorboard';
import { testStack } from '../../../testing';
import { readableTemplate, resolved } from '../../support/readable';

const TYPE = 'google_vertex_ai_tensorboard';

function tensorboard(props: Partial<TensorboardProps> = {}, stack: TerraformStack = testStack()) {
  const made = new Tensorboard(stack, 'Experiments', {
    displayName: 'Experiments',
    project: 'acme-churn-dev',
    region: 'europe-west4',
    ...props,
  });
  return { made, stack, template: () => readableTemplate(stack) };
}

test('is protected and encrypted by Google unless told otherwise', () => {
  tensorboard()
    .template()
    .hasResource(TYPE, {
      display_name: 'Experiments',
      project: 'acme-churn-dev',
      region: 'europe-west4',
      encryption_spec: undefined,
      description: undefined,
      lifecycle: { prevent_destroy: true },
    });
});

test('can be left unprotected', () => {
  tensorboard({ protect: false }).template().hasResource(TYPE, { lifecycle: undefined });
});

test('is encrypted with the key it is given', () => {
  tensorboard({ encryptionKey: { keyName: 'projects/p/locations/l/keyRings/r/cryptoKeys/k', ready: [] } })
    .template()
    .hasResource(TYPE, { encryption_spec: { kms_key_name: 'projects/p/locations/l/keyRings/r/cryptoKeys/k' } });
});

test('waits until the key may be used', () => {
  const stack = testStack();
  const grant = new Tensorboard(stack, 'Before', { displayName: 'b', project: 'p', region: 'r' }).node.defaultChild;
  const { template } = tensorboard({ encryptionKey: { keyName: 'k', ready: [grant as never] } }, stack);
  const { address } = template().hasResource(TYPE, { display_name: 'Experiments' });
  expect(template().reachableFrom(address)).toEqual(['google_vertex_ai_tensorboard.Before']);
});

test('has its name from Google', () => {
  const { made, stack } = tensorboard();
  expect(resolved(stack, made.tensorboardName)).toBe('${google_vertex_ai_tensorboard.Experiments.name}');
});

test('its L1 is the default child, for what the kit does not offer', () => {
  const { made, template } = tensorboard();
  (made.node.defaultChild as never as { addOverride(path: string, value: string): void }).addOverride(
    'description',
    'mine',
  );
  template().hasResource(TYPE, { description: 'mine' });
});

test('one that exists already is named without a resource', () => {
  expect(Tensorboard.fromTensorboardName('projects/p/locations/l/tensorboards/1').tensorboardName).toBe(
    'projects/p/locations/l/tensorboards/1',
  );
});
