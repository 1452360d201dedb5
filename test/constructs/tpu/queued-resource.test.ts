import { type TerraformResource, type TerraformStack } from 'cdktf';
import { Network } from '../../../constructs/network/network';
import { QueuedResource, type QueuedResourceProps } from '../../../constructs/tpu/queued-resource';
import { testStack } from '../../../testing';
import { readableTemplate, resolved } from '../../support/readable';

const TYPE = 'google_tpu_v2_queued_resource';

function queued(props: Partial<QueuedResourceProps> = {}, stack: TerraformStack = testStack()) {
  const made = new QueuedResource(stack, 'Waiting', {
    queuedResourceId: 'churn-dev-tpu-request',
    nodeId: 'churn-dev-tpu-slice',
    project: 'acme-churn-dev',
    zone: 'europe-west4-b',
    accelerator: 'v5litepod-16',
    runtimeVersion: 'v2-alpha-tpuv5-lite',
    network: Network.fromNetworkIds('projects/p/global/networks/n', 'projects/p/regions/europe-west4/subnetworks/s'),
    ...props,
  });
  return { made, stack, template: () => readableTemplate(stack) };
}

test('asks for one TPU VM without public address, by the beta provider', () => {
  queued()
    .template()
    .hasResource(TYPE, {
      name: 'churn-dev-tpu-request',
      provider: 'google-beta',
      project: 'acme-churn-dev',
      zone: 'europe-west4-b',
      tpu: {
        node_spec: [
          {
            parent: 'projects/acme-churn-dev/locations/europe-west4-b',
            node_id: 'churn-dev-tpu-slice',
            node: {
              accelerator_type: 'v5litepod-16',
              runtime_version: 'v2-alpha-tpuv5-lite',
              network_config: {
                network: 'projects/p/global/networks/n',
                subnetwork: 'projects/p/regions/europe-west4/subnetworks/s',
                enable_external_ips: false,
              },
            },
          },
        ],
      },
      lifecycle: undefined,
    });
});

test('can be protected', () => {
  queued({ protect: true })
    .template()
    .hasResource(TYPE, { lifecycle: { prevent_destroy: true } });
});

test('says all that is wrong at once', () => {
  const wrong = { queuedResourceId: 'request-', nodeId: '1', zone: 'b', accelerator: '4x4', runtimeVersion: '' };
  expect(() => queued(wrong)).toThrow(
    /^stack\/Waiting: queuedResourceId "request-" .*; nodeId "1" .*; zone "b" .*; accelerator "4x4" .*; runtimeVersion "" /,
  );
});

test('knows the TPU VM that it will make', () => {
  const { made, stack } = queued();
  expect(made.vm.nodeName).toBe('projects/acme-churn-dev/locations/europe-west4-b/nodes/churn-dev-tpu-slice');
  expect(resolved(stack, made.queuedResourceName)).toBe('${google_tpu_v2_queued_resource.Waiting.id}');
  expect(QueuedResource.fromQueuedResourceId('p', 'z', 'q').queuedResourceName).toBe(
    'projects/p/locations/z/queuedResources/q',
  );
});

test('its L1 is the default child', () => {
  const { made, template } = queued();
  (made.node.defaultChild as TerraformResource).addOverride('timeouts.create', '90m');
  template().hasResource(TYPE, { timeouts: { create: '90m' } });
});
