import { type TerraformResource, type TerraformStack } from 'cdktf';
import { ServiceAccount } from '../../../constructs/iam/service-account';
import { Network } from '../../../constructs/network/network';
import { Tensorboard } from '../../../constructs/vertex-ai/tensorboard';
import { WorkbenchInstance, type WorkbenchInstanceProps } from '../../../constructs/workbench/workbench-instance';
import { testStack } from '../../../testing';
import { readableTemplate, resolved } from '../../support/readable';

const TYPE = 'google_workbench_instance';
const NETWORK = 'projects/p/global/networks/n';
const SUBNETWORK = 'projects/p/regions/europe-west4/subnetworks/s';

function workbench(props: Partial<WorkbenchInstanceProps> = {}, stack: TerraformStack = testStack()) {
  const made = new WorkbenchInstance(stack, 'Ann', {
    instanceId: 'churn-dev-workbench-ann',
    project: 'acme-churn-dev',
    zone: 'europe-west4-a',
    network: Network.fromNetworkIds(NETWORK, SUBNETWORK),
    serviceAccount: ServiceAccount.fromEmail('ann@acme-churn-dev.iam.gserviceaccount.com'),
    ...props,
  });
  return { made, stack, template: () => readableTemplate(stack) };
}

/** The arguments of the machine. */
const setup = (props: Partial<WorkbenchInstanceProps> = {}) =>
  workbench(props).template().hasResource(TYPE).properties.gce_setup as { [argument: string]: unknown };

test('is where it was asked for, under the name it was given', () => {
  workbench().template().hasResource(TYPE, {
    name: 'churn-dev-workbench-ann',
    project: 'acme-churn-dev',
    location: 'europe-west4-a',
  });
});

test('has no public address and forwards no packets', () => {
  expect(setup()).toMatchObject({
    disable_public_ip: true,
    enable_ip_forwarding: false,
    network_interfaces: [{ network: NETWORK, subnet: SUBNETWORK }],
  });
});

test('runs as the account it is given, and no other', () => {
  expect(setup()).toMatchObject({ service_accounts: [{ email: 'ann@acme-churn-dev.iam.gserviceaccount.com' }] });
});

test('boots from signed software and is watched for tampering', () => {
  expect(setup()).toMatchObject({
    shielded_instance_config: { enable_secure_boot: true, enable_vtpm: true, enable_integrity_monitoring: true },
  });
});

test.each(['g2-standard-4', 'a2-highgpu-1g'])(
  'a %s boots without secure boot, as the drivers of its GPU are not signed',
  (machineType) => {
    expect(setup({ machineType })).toMatchObject({ shielded_instance_config: { enable_secure_boot: false } });
  },
);

test('secure boot that is asked for is not overruled by the machine type', () => {
  expect(setup({ machineType: 'g2-standard-4', secureBoot: true })).toMatchObject({
    shielded_instance_config: { enable_secure_boot: true },
  });
});

test('is an e2-standard-4 with the smallest disks and a key of Google by default', () => {
  expect(setup()).toMatchObject({
    machine_type: 'e2-standard-4',
    boot_disk: { disk_size_gb: '150', disk_encryption: 'GMEK', disk_type: 'PD_BALANCED' },
    data_disks: { disk_size_gb: '100', disk_encryption: 'GMEK', disk_type: 'PD_BALANCED' },
  });
});

test('encrypts both disks with the key it is given', () => {
  const keyName = 'projects/p/locations/l/keyRings/r/cryptoKeys/k';
  expect(setup({ encryptionKey: { keyName, ready: [] } })).toMatchObject({
    boot_disk: { disk_encryption: 'CMEK', kms_key: keyName },
    data_disks: { disk_encryption: 'CMEK', kms_key: keyName },
  });
});

test('takes the newest Workbench image, or the one that is named', () => {
  expect(setup().vm_image).toEqual({ project: 'cloud-notebooks-managed', family: 'workbench-instances' });
  expect(setup({ imageName: 'workbench-instances-v20251001' }).vm_image).toEqual({
    project: 'cloud-notebooks-managed',
    name: 'workbench-instances-v20251001',
  });
});

test('passes the switches on as metadata', () => {
  expect(setup({ idleShutdownMinutes: 60 }).metadata).toMatchObject({
    'idle-timeout-seconds': '3600',
    'notebook-disable-root': 'true',
  });
});

test('whoever may act as the account opens it, unless one owner is named', () => {
  workbench().template().hasResource(TYPE, { instance_owners: undefined });
  workbench({ owner: 'ann@acme.com' })
    .template()
    .hasResource(TYPE, { instance_owners: ['ann@acme.com'] });
});

test('takes neither a stop when idle nor what Google writes into the metadata for drift', () => {
  const { lifecycle } = workbench().template().hasResource(TYPE).properties;
  expect(lifecycle).toMatchObject({
    ignore_changes: expect.arrayContaining(['desired_state', 'gce_setup[0].metadata["resource-url"]']),
  });
});

test('switches stay changeable: none of them is ignored', () => {
  const { lifecycle } = workbench().template().hasResource(TYPE).properties;
  for (const key of ['idle-timeout-seconds', 'notebook-disable-downloads', 'notebook-upgrade-schedule'])
    expect(JSON.stringify(lifecycle)).not.toContain(key);
});

test('is not replaced by accident unless told otherwise', () => {
  workbench()
    .template()
    .hasResource(TYPE, { lifecycle: { prevent_destroy: true } });
  workbench({ protect: false })
    .template()
    .hasResource(TYPE, { lifecycle: { prevent_destroy: undefined } });
});

test('starts after what it is told to wait for', () => {
  const stack = testStack();
  const first = new Tensorboard(stack, 'First', { displayName: 'f', project: 'p', region: 'r' });
  const { template } = workbench({ startAfter: [first.node.defaultChild as TerraformResource] }, stack);
  expect(template().reachableFrom('google_workbench_instance.Ann')).toEqual(['google_vertex_ai_tensorboard.First']);
});

test('somebody can be let start and stop this instance alone', () => {
  const { made, template } = workbench();
  made.grantOperate('ann', 'user:ann@acme.com', 'projects/p/roles/operator');
  template().hasResource('google_workbench_instance_iam_member', {
    name: '${google_workbench_instance.Ann.name}',
    location: 'europe-west4-a',
    project: 'acme-churn-dev',
    role: 'projects/p/roles/operator',
    member: 'user:ann@acme.com',
  });
});

test('says where JupyterLab opens', () => {
  const { made, stack } = workbench();
  expect(resolved(stack, made.jupyterUrl)).toBe('https://${google_workbench_instance.Ann.proxy_uri}');
});

test('has its name from Google', () => {
  const { made, stack } = workbench();
  expect(resolved(stack, made.instanceName)).toBe('${google_workbench_instance.Ann.id}');
});

test('its L1 is the default child', () => {
  const { made, template } = workbench();
  (made.node.defaultChild as TerraformResource).addOverride('gce_setup.tags', ['mine']);
  expect(template().hasResource(TYPE).properties.gce_setup).toMatchObject({ tags: ['mine'] });
});

test('one that exists already is named without a resource', () => {
  expect(WorkbenchInstance.fromInstanceId('p', 'europe-west4-a', 'i').instanceName).toBe(
    'projects/p/locations/europe-west4-a/instances/i',
  );
});

test('values that are known at deployment only are taken as they are', () => {
  const stack = testStack();
  const zone = new Tensorboard(stack, 'T', { displayName: 'f', project: 'p', region: 'r' }).tensorboardName;
  const { template } = workbench({ zone, owner: zone, instanceId: zone }, stack);
  template().hasResource(TYPE, { location: '${google_vertex_ai_tensorboard.T.name}' });
});

test.each([
  [{ zone: 'europe-west4' }, 'zone "europe-west4" is not a zone such as "europe-west4-a"'],
  [
    { owner: 'user:ann@acme.com' },
    'owner "user:ann@acme.com" is not an e-mail address such as "ann@acme.com", without "user:" before it',
  ],
  [{ bootDiskGb: 149 }, 'bootDiskGb 149: a whole number of GB from 150 to 64000 is allowed'],
  [{ dataDiskGb: 64_001 }, 'dataDiskGb 64001: a whole number of GB from 100 to 64000 is allowed'],
  [
    { instanceId: 'Ann' },
    'workbenchInstance name "Ann" is not valid: lower-case letters, digits and hyphens, starting with a letter, not ending with a hyphen',
  ],
])('refuses %j', (props, problem) => {
  expect(() => workbench(props)).toThrow(`stack/Ann: ${problem}`);
});

test('says everything that is wrong at once', () => {
  expect(() => workbench({ bootDiskGb: 1, dataDiskGb: 1 })).toThrow(/bootDiskGb 1: .*; dataDiskGb 1: /);
});
