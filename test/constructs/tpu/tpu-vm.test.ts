import { type TerraformResource, type TerraformStack } from 'cdktf';
import { ServiceAccount } from '../../../constructs/iam/service-account';
import { Network } from '../../../constructs/network/network';
import { TpuVm, type TpuVmProps } from '../../../constructs/tpu/tpu-vm';
import { type Properties, testStack } from '../../../testing';
import { CATALOGUE } from '../../../training/catalogue/catalogue';
import { readableTemplate, resolved } from '../../support/readable';

const TYPE = 'google_tpu_v2_vm';
const NETWORK = 'projects/p/global/networks/n';
const SUBNETWORK = 'projects/p/regions/europe-west4/subnetworks/s';

function tpuVm(props: Partial<TpuVmProps> = {}, stack: TerraformStack = testStack()) {
  const made = new TpuVm(stack, 'Slice', {
    nodeId: 'churn-dev-tpu-slice',
    project: 'acme-churn-dev',
    zone: 'europe-west4-b',
    accelerator: 'v5litepod-16',
    runtimeVersion: 'v2-alpha-tpuv5-lite',
    network: Network.fromNetworkIds(NETWORK, SUBNETWORK),
    serviceAccount: ServiceAccount.fromEmail('train@acme-churn-dev.iam.gserviceaccount.com'),
    ...props,
  });
  return { made, stack, template: () => readableTemplate(stack) };
}

const has = (props: Partial<TpuVmProps>, expected: Properties) => tpuVm(props).template().hasResource(TYPE, expected);

test('is where it was asked for, made by the beta provider', () => {
  has(
    {},
    {
      name: 'churn-dev-tpu-slice',
      provider: 'google-beta',
      project: 'acme-churn-dev',
      zone: 'europe-west4-b',
      runtime_version: 'v2-alpha-tpuv5-lite',
    },
  );
});

test('has no public address in the network it is given', () => {
  has({}, { network_config: { network: NETWORK, subnetwork: SUBNETWORK, enable_external_ips: false } });
});

test('runs as the account it is given, with all that this account may do', () => {
  has(
    {},
    {
      service_account: {
        email: 'train@acme-churn-dev.iam.gserviceaccount.com',
        scope: ['https://www.googleapis.com/auth/cloud-platform'],
      },
    },
  );
});

test('tokens can be narrowed by scopes', () => {
  const scope = 'https://www.googleapis.com/auth/devstorage.read_write';
  has({ scopes: [scope] }, { service_account: { scope: [scope] } });
});

test('an accelerator type is given by its name, and no shape beside it', () => {
  has({}, { accelerator_type: 'v5litepod-16', accelerator_config: undefined });
});

test('generation and topology are given as a shape, and no type beside it', () => {
  const accelerator = { type: 'V5LITE_POD', topology: '4x4' };
  has({ accelerator }, { accelerator_type: undefined, accelerator_config: accelerator });
});

test('boots from signed software unless that is switched off', () => {
  has({}, { shielded_instance_config: { enable_secure_boot: true } });
  has({ secureBoot: false }, { shielded_instance_config: { enable_secure_boot: false } });
});

test('takes capacity on demand, from spare capacity or from a reservation', () => {
  has({}, { scheduling_config: undefined });
  has({ capacity: 'spot' }, { scheduling_config: { spot: true } });
  has({ capacity: 'reserved' }, { scheduling_config: { reserved: true } });
});

test('writes no metadata and no tags of its own, as Google would add to them', () => {
  has({}, { metadata: undefined, tags: undefined });
  has(
    { metadata: { 'startup-script': 'true' }, tags: ['tpu'] },
    { metadata: { 'startup-script': 'true' }, tags: ['tpu'] },
  );
});

test('can be destroyed, unless it is protected', () => {
  has({}, { lifecycle: { prevent_destroy: undefined } });
  has({ protect: true }, { lifecycle: { prevent_destroy: true } });
});

test('keys that gcloud writes when somebody logs in are no drift', () => {
  has({}, { lifecycle: { ignore_changes: ['metadata["ssh-keys"]'] } });
});

test('says all that is wrong at once', () => {
  const wrong: Partial<TpuVmProps> = {
    nodeId: 'Slice_1',
    zone: 'europe-west4',
    accelerator: { type: 'v5litepod-16', topology: '4' },
    runtimeVersion: 'TPU VM',
    scopes: ['cloud-platform'],
    metadata: { 'ssh-keys': 'ann:ssh-ed25519 A' },
  };
  expect(() => tpuVm(wrong)).toThrow(
    [
      'stack/Slice: nodeId "Slice_1" is not a name of at most 63 lower-case letters, digits and hyphens, starting with a letter, not ending with a hyphen',
      'zone "europe-west4" is not a zone such as "europe-west4-b"',
      'accelerator type "v5litepod-16" is not one such as "V5LITE_POD"; "v5litepod-16" is given as a text, without topology',
      'topology "4" is not one such as "4x4" or "2x2x4"',
      'runtimeVersion "TPU VM" is not a TPU software version such as "v2-alpha-tpuv5-lite"',
      'scope "cloud-platform" is not one such as "https://www.googleapis.com/auth/cloud-platform"',
      'metadata "ssh-keys" is left to gcloud compute tpus tpu-vm ssh, which writes it',
    ].join('; '),
  );
});

test.each(CATALOGUE.tpus.flatMap(({ tpuVm: offered }) => (offered ? [[offered.configType, offered] as const] : [])))(
  'takes every size, topology and software of %s in the catalogue',
  (type, { typePrefix, sizes, topologies, runtimeVersions }) => {
    const accelerators = [
      ...sizes.map((size) => `${typePrefix}${size}`),
      ...topologies.map((topology) => ({ type, topology })),
    ];
    for (const accelerator of accelerators) expect(() => tpuVm({ accelerator })).not.toThrow();
    for (const runtimeVersion of runtimeVersions) expect(() => tpuVm({ runtimeVersion })).not.toThrow();
  },
);

test('refuses scopes without entry, and an accelerator type that is none', () => {
  expect(() => tpuVm({ scopes: [] })).toThrow('scopes has no entry: leave it out for everything the account may do');
  expect(() => tpuVm({ accelerator: 'V5LITE_POD' })).toThrow(
    'accelerator "V5LITE_POD" is not an accelerator type such as "v5litepod-16"',
  );
});

test('its name is known, made here or elsewhere', () => {
  const { made, stack } = tpuVm();
  expect(resolved(stack, made.nodeName)).toBe('${google_tpu_v2_vm.Slice.id}');
  expect(TpuVm.fromNodeId('p', 'z', 'n').nodeName).toBe('projects/p/locations/z/nodes/n');
});

test('its L1 is the default child', () => {
  const { made, template } = tpuVm();
  (made.node.defaultChild as TerraformResource).addOverride('timeouts.create', '90m');
  template().hasResource(TYPE, { timeouts: { create: '90m' } });
});
