import { type TerraformResource, type TerraformStack } from 'cdktf';
import { Labels } from '../../../constructs/core/labels';
import { PersistentResource } from '../../../constructs/vertex-ai/persistent-resource';
import { type PersistentResourceProps } from '../../../constructs/vertex-ai/persistent-resource-props';
import { PERSISTENT_RESOURCE_SCHEMA } from '../../../constructs/vertex-ai/persistent-resource-schema';
import { type Properties, testStack } from '../../../testing';
import { readableTemplate, resolved } from '../../support/readable';

const TYPE = 'google_vertex_ai_persistent_resource';

const EVERYTHING: Partial<PersistentResourceProps> = {
  displayName: 'Training',
  pools: [
    {
      poolId: 'gpus',
      machineType: 'n1-standard-8',
      acceleratorType: 'NVIDIA_TESLA_T4',
      acceleratorCount: 2,
      replicas: 2,
      autoscaling: [1, 4],
      bootDiskGb: 200,
      bootDiskType: 'pd-ssd',
    },
  ],
  networkAttachment: 'projects/p/regions/europe-west4/networkAttachments/a',
  dnsPeerings: [{ domain: 'acme.internal.', targetProject: 'acme-net', targetNetwork: 'acme' }],
  encryptionKey: { keyName: 'projects/p/locations/l/keyRings/r/cryptoKeys/k', ready: [] },
};

function persistent(props: Partial<PersistentResourceProps> = {}, stack: TerraformStack = testStack()) {
  const made = new PersistentResource(stack, 'Machines', {
    providerVersion: '7.43.0',
    resourceId: 'churn-dev-training',
    project: 'acme-churn-dev',
    location: 'europe-west4',
    pools: [{ machineType: 'n1-standard-4' }],
    ...props,
  });
  return { made, stack, template: () => readableTemplate(stack) };
}

const has = (props: Partial<PersistentResourceProps>, expected: Properties) =>
  persistent(props).template().hasResource(TYPE, expected);

test('is one machine of a kind, on which jobs run as the account they name', () => {
  const { properties } = persistent().template().hasResource(TYPE);
  expect(properties).toEqual({
    name: 'churn-dev-training',
    project: 'acme-churn-dev',
    location: 'europe-west4',
    labels: {},
    resource_pools: [{ machine_spec: { machine_type: 'n1-standard-4' }, replica_count: '1' }],
    resource_runtime_spec: { service_account_spec: { enable_custom_service_account: true } },
  });
});

test('passes everything on under the names of the provider', () => {
  has(EVERYTHING, {
    display_name: 'Training',
    resource_pools: [
      {
        id: 'gpus',
        machine_spec: { machine_type: 'n1-standard-8', accelerator_type: 'NVIDIA_TESLA_T4', accelerator_count: 2 },
        replica_count: '2',
        autoscaling_spec: { min_replica_count: '1', max_replica_count: '4' },
        disk_spec: { boot_disk_size_gb: 200, boot_disk_type: 'pd-ssd' },
      },
    ],
    psc_interface_config: {
      network_attachment: 'projects/p/regions/europe-west4/networkAttachments/a',
      dns_peering_configs: [{ domain: 'acme.internal.', target_project: 'acme-net', target_network: 'acme' }],
    },
    encryption_spec: { kms_key_name: 'projects/p/locations/l/keyRings/r/cryptoKeys/k' },
  });
});

test('machines can be in a peered network', () => {
  const peeredNetwork = 'projects/12345/global/networks/acme';
  has({ peeredNetwork, reservedIpRanges: ['ai'] }, { network: peeredNetwork, reserved_ip_ranges: ['ai'] });
});

test('starts with the fewest machines of its range', () => {
  has(
    { pools: [{ machineType: 'n1-standard-4', autoscaling: [2, 5] }] },
    { resource_pools: [{ replica_count: '2', autoscaling_spec: { min_replica_count: '2', max_replica_count: '5' } }] },
  );
});

test('gives only arguments that its schema has and that are not read only, and all that are required', () => {
  const { properties } = persistent(EVERYTHING).template().hasResource(TYPE);
  const given = pathsOf(properties);
  expect(given.filter((path) => (PERSISTENT_RESOURCE_SCHEMA[path] ?? 'read') === 'read')).toEqual([]);
  const required = Object.entries(PERSISTENT_RESOURCE_SCHEMA).filter(([, presence]) => presence === 'required');
  expect(given).toEqual(expect.arrayContaining(required.map(([path]) => path)));
});

test('has the labels of its environment', () => {
  const stack = testStack();
  Labels.applyTo(stack, { environment: 'dev' });
  persistent({}, stack)
    .template()
    .hasResource(TYPE, { labels: { environment: 'dev' } });
});

test('can be destroyed, unless it is protected', () => {
  has({}, { lifecycle: undefined });
  has({ protect: true }, { lifecycle: { prevent_destroy: true } });
});

test.each(['7.43.0', '7.43.1', '7.100.0', '8.0.0', '10.1.0'])('is made with provider %s', (providerVersion) => {
  has({ providerVersion }, { name: 'churn-dev-training' });
});

test.each(['6.50.0', '7.42.9', '7.9.0', '', '>= 7.43.0', '7.43'])(
  'is refused with provider "%s"',
  (providerVersion) => {
    expect(() => persistent({ providerVersion })).toThrow(
      `stack/Machines: providerVersion "${providerVersion}": a release of the provider google from 7.43.0 on is needed, as 6.50 ` +
        "has no google_vertex_ai_persistent_resource; say stack.addOverride('terraform.required_providers.google.version', " +
        "'7.43.0') and providerVersion: '7.43.0'",
    );
  },
);

test('says all that is wrong at once', () => {
  const wrong: Partial<PersistentResourceProps> = {
    resourceId: 'Training',
    pools: [
      { machineType: 'n1-standard-4', acceleratorType: 'NVIDIA_TESLA_T4', replicas: 0 },
      { poolId: 'more', machineType: 'n1-standard-4', replicas: 9, autoscaling: [1, 4] },
      { machineType: 'n1-standard-4', autoscaling: [2, 2] },
    ],
    peeredNetwork: 'projects/acme/global/networks/acme',
    networkAttachment: 'projects/p/regions/europe-west4/networkAttachments/a',
  };
  expect(() => persistent(wrong)).toThrow(
    [
      'stack/Machines: resourceId "Training" is not a name of at most 63 lower-case letters, digits and hyphens, starting with a letter, not ending with a hyphen',
      'pool 1: acceleratorType and acceleratorCount go together',
      'pool 1: replicas 0: a whole number of at least 1 is allowed',
      'pool more: replicas 9 are not within autoscaling 1 to 4',
      'pool 3: autoscaling 2 to 2: whole numbers are allowed, the first at least 1 and below the second',
      'peeredNetwork and networkAttachment are both given: machines reach a network by one of them',
      'peeredNetwork "projects/acme/global/networks/acme" is not one such as "projects/12345/global/networks/acme", with the number of the project',
    ].join('; '),
  );
});

test.each<[Partial<PersistentResourceProps>, string]>([
  [{ pools: [] }, 'pools has no entry: a persistent resource has at least one'],
  [{ reservedIpRanges: ['ai'] }, 'reservedIpRanges are ranges of a peered network, and peeredNetwork is not given'],
  [{ dnsPeerings: EVERYTHING.dnsPeerings }, 'dnsPeerings need networkAttachment'],
])('refuses %j', (props, problem) => {
  expect(() => persistent(props)).toThrow(problem);
});

test('its name is known, made here or elsewhere', () => {
  const { made, stack } = persistent();
  expect(resolved(stack, made.persistentResourceName)).toBe(`\${${TYPE}.Machines.id}`);
  expect(PersistentResource.fromResourceId('p', 'l', 'r').persistentResourceName).toBe(
    'projects/p/locations/l/persistentResources/r',
  );
});

test('its L1 is the default child', () => {
  const { made, template } = persistent();
  (made.node.defaultChild as TerraformResource).addOverride('timeouts.create', '90m');
  template().hasResource(TYPE, { timeouts: { create: '90m' } });
});

/** Arguments and those of their blocks, without indices. */
function pathsOf(value: object, prefix = ''): string[] {
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    const path = `${prefix}${key}`;
    const blocks = (Array.isArray(inner) ? inner : [inner]).filter((block) => typeof block === 'object');
    return [path, ...blocks.flatMap((block: object) => pathsOf(block, `${path}.`))];
  });
}
