import { type Environment } from '../../../constructs/core/environment';
import { Network } from '../../../constructs/network/network';
import { Workbench, type WorkbenchOptions } from '../../../constructs/patterns/workbench';
import { testEnvironment, testStack } from '../../../testing';
import { readableTemplate } from '../../support/readable';

const EXISTING = Network.fromNetworkIds('projects/p/global/networks/n', 'projects/p/regions/r/subnetworks/s');
const INSTANCE = 'google_workbench_instance.Ann_Instance';

function workbench(options: WorkbenchOptions, environment: Environment = testEnvironment(), makeNetwork = false) {
  const stack = testStack();
  const { project, region, naming } = environment;
  const network = makeNetwork ? new Network(stack, 'Network', { project, region, naming }) : EXISTING;
  const operatorRole = 'projects/p/roles/operator';
  const made = new Workbench(stack, 'Ann', { environment, key: 'ann', options, network, operatorRole });
  return { made, stack, template: () => readableTemplate(stack) };
}

const users = (options: WorkbenchOptions, type: string) =>
  workbench(options)
    .template()
    .resources(type)
    .map(({ properties }) => properties.member);

test('has names that follow from environment and key', () => {
  const { template } = workbench({ owner: 'user:ann@acme.com' });
  template().hasResource('google_workbench_instance', {
    name: 'churn-dev-workbench-ann',
    location: 'europe-west4-a',
    project: 'acme-churn-dev',
  });
  template().hasResource('google_service_account', {
    account_id: 'churn-dev-workbench-ann',
    display_name: 'churn dev workbench ann',
  });
});

test('runs as its own account', () => {
  workbench({ owner: 'user:ann@acme.com' })
    .template()
    .hasResource('google_workbench_instance', {
      gce_setup: { service_accounts: [{ email: '${google_service_account.Ann_Account.email}' }] },
    });
});

test('does not start before the roles of its account are in force', () => {
  const reached = workbench({ owner: 'user:ann@acme.com' }).template().reachableFrom(INSTANCE);
  expect(reached).toEqual([
    'google_project_iam_member.Ann_Account_Project_aiplatformuser',
    'google_project_iam_member.Ann_Account_Project_bigqueryjobUser',
    'google_service_account.Ann_Account',
    'time_sleep.Ann_Ready',
  ]);
});

test('waits anew when its account is another one', () => {
  workbench({ owner: 'user:ann@acme.com' })
    .template()
    .hasResource('time_sleep', {
      create_duration: '60s',
      triggers: { account: '${google_service_account.Ann_Account.email}' },
    });
});

test('does not start before the network has its way out', () => {
  const { template } = workbench({ owner: 'user:ann@acme.com' }, testEnvironment(), true);
  expect(template().reachableFrom(INSTANCE)).toEqual(
    expect.arrayContaining(['google_compute_router_nat.Network_Nat', 'google_compute_subnetwork.Network_Subnetwork']),
  );
});

test('of one owner opens for nobody else', () => {
  const options = { owner: 'user:ann@acme.com' };
  workbench(options)
    .template()
    .hasResource('google_workbench_instance', { instance_owners: ['ann@acme.com'] });
  expect(users(options, 'google_service_account_iam_member')).toEqual(['user:ann@acme.com']);
  expect(users(options, 'google_workbench_instance_iam_member')).toEqual(['user:ann@acme.com']);
});

test('may belong to a service account', () => {
  workbench({ owner: 'serviceAccount:bot@p.iam.gserviceaccount.com' })
    .template()
    .hasResource('google_workbench_instance', { instance_owners: ['bot@p.iam.gserviceaccount.com'] });
});

test('of several users opens for whoever may act as its account: each of them, once', () => {
  const options = { users: ['user:bob@acme.com', 'user:eve@acme.com', 'user:bob@acme.com'] };
  workbench(options).template().hasResource('google_workbench_instance', { instance_owners: undefined });
  expect(users(options, 'google_service_account_iam_member')).toEqual(['user:bob@acme.com', 'user:eve@acme.com']);
  expect(users(options, 'google_workbench_instance_iam_member')).toEqual(['user:bob@acme.com', 'user:eve@acme.com']);
});

test('the right to act as its account is for that account alone', () => {
  workbench({ users: ['user:bob@acme.com'] })
    .template()
    .hasResource('google_service_account_iam_member', {
      service_account_id: '${google_service_account.Ann_Account.name}',
      role: 'roles/iam.serviceAccountUser',
    });
});

test('warns of users that Google does not let in', () => {
  const { made } = workbench({ users: ['group:ds@acme.com', 'user:bob@acme.com'] });
  const warnings = made.node.metadata.filter(({ type }) => type.includes('warn')).map(({ data }) => data as string);
  expect(warnings).toEqual([
    'group:ds@acme.com is not a single account: Google lets only single accounts into JupyterLab, so name the members instead',
  ]);
});

test('hands the options of the instance on', () => {
  workbench({
    owner: 'user:ann@acme.com',
    machineType: 'n1-standard-8',
    zone: 'c',
    bootDiskGb: 200,
    dataDiskGb: 500,
    idleShutdownMinutes: 30,
    allowDownloads: true,
    upgradeSchedule: '00 03 1 * *',
  })
    .template()
    .hasResource('google_workbench_instance', {
      location: 'europe-west4-c',
      gce_setup: {
        machine_type: 'n1-standard-8',
        boot_disk: { disk_size_gb: '200' },
        data_disks: { disk_size_gb: '500' },
        metadata: {
          'idle-timeout-seconds': '1800',
          'notebook-disable-downloads': 'false',
          'notebook-upgrade-schedule': '00 03 1 * *',
        },
      },
    });
});

test('is in the first zone of a region that has no zone a', () => {
  workbench({ owner: 'user:ann@acme.com' }, testEnvironment({ region: 'us-east1' }))
    .template()
    .hasResource('google_workbench_instance', { location: 'us-east1-b' });
});

test('its instance is protected as the environment is', () => {
  const { template } = workbench({ owner: 'user:ann@acme.com' }, testEnvironment({ protect: false }));
  template().hasResource('google_workbench_instance', { lifecycle: { prevent_destroy: undefined } });
});

test.each([
  [{}, 'either owner or users has to be given, and not both'],
  [{ owner: 'user:ann@acme.com', users: ['user:bob@acme.com'] }, 'either owner or users has to be given, and not both'],
  [{ users: [] }, 'users is empty: at least one IAM member has to open the workbench'],
  [
    { owner: 'group:ds@acme.com' },
    'owner "group:ds@acme.com" is not one account: "user:..." or "serviceAccount:..." is allowed; for several people give users',
  ],
])('refuses %j', (options, problem) => {
  expect(() => workbench(options)).toThrow(`stack/Ann: ${problem}`);
});

test('refuses zone a where there is none', () => {
  const environment = testEnvironment({ region: 'europe-west1' });
  expect(() => workbench({ owner: 'user:ann@acme.com', zone: 'a' }, environment)).toThrow(
    'stack/Ann: zone "a": europe-west1 has the zones b, c and d only',
  );
});
