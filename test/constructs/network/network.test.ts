import { type ComputeNetwork } from '@cdktf/provider-google/lib/compute-network';
import { type TerraformStack } from 'cdktf';
import { Network, type NetworkProps } from '../../../constructs/network/network';
import { Template, testEnvironment, testStack } from '../../../testing';

const { project, region, naming } = testEnvironment();

let stack: TerraformStack;

beforeEach(() => {
  stack = testStack();
});

const given = (props: Partial<NetworkProps> = {}) =>
  new Network(stack, 'Network', { project, region, naming, ...props });
const synthesized = () => Template.fromStack(stack);
const network = () => synthesized().resources('google_compute_network')[0]!;
const firewalls = () =>
  synthesized()
    .resources('google_compute_firewall')
    .map(({ properties }) => properties);

test('a network has the one subnet that is made for it', () => {
  given();
  expect(network().properties).toMatchObject({ name: 'churn-dev-main', project, auto_create_subnetworks: false });
  synthesized().resourceCountIs('google_compute_subnetwork', 1);
  synthesized().hasResource('google_compute_subnetwork', {
    name: 'churn-dev-main',
    region,
    network: `\${${network().address}.id}`,
    ip_cidr_range: '10.10.0.0/20',
  });
});

test('the subnet reaches Google APIs privately and logs half of its flows', () => {
  given();
  synthesized().hasResource('google_compute_subnetwork', {
    private_ip_google_access: true,
    log_config: { flow_sampling: 0.5 },
  });
});

test('the range is that of the subnet and of what may talk inside it', () => {
  given({ range: '10.99.0.0/16' });
  synthesized().hasResource('google_compute_subnetwork', { ip_cidr_range: '10.99.0.0/16' });
  synthesized().hasResource('google_compute_firewall', { direction: 'INGRESS', source_ranges: ['10.99.0.0/16'] });
});

test('nothing is let in but what comes from the subnet itself', () => {
  given();
  const ingress = firewalls().filter(({ direction }) => direction !== 'EGRESS');
  expect(ingress.map(({ source_ranges }) => source_ranges)).toEqual([['10.10.0.0/20']]);
});

test('a NAT lets out', () => {
  given();
  const [router] = synthesized().resources('google_compute_router');
  synthesized().hasResource('google_compute_router_nat', {
    router: `\${${router!.address}.name}`,
    source_subnetwork_ip_ranges_to_nat: 'ALL_SUBNETWORKS_ALL_IP_RANGES',
  });
});

describe('a private network', () => {
  beforeEach(() => given({ private: true }));

  test('has no NAT', () => {
    synthesized().resourceCountIs('google_compute_router_nat', 0);
    synthesized().resourceCountIs('google_compute_router', 0);
  });

  test('denies every way out that no rule before allows', () => {
    synthesized().hasResource('google_compute_firewall', {
      direction: 'EGRESS',
      destination_ranges: ['0.0.0.0/0'],
      deny: [{ protocol: 'all' }],
      priority: 65000,
    });
    const allowed = firewalls().filter(({ direction, allow }) => direction === 'EGRESS' && allow !== undefined);
    expect(allowed.map(({ destination_ranges, priority }) => [destination_ranges, priority])).toEqual([
      [['199.36.153.4/30'], 1000],
      [['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'], 1000],
    ]);
  });

  test('reaches Google APIs by HTTPS only', () => {
    synthesized().hasResource('google_compute_firewall', {
      destination_ranges: ['199.36.153.4/30'],
      allow: [{ protocol: 'tcp', ports: ['443'] }],
    });
  });

  test.each([
    'googleapis.com.',
    'pkg.dev.',
    'gcr.io.',
    'notebooks.cloud.google.com.',
    'notebooks.googleusercontent.com.',
  ])('finds %s and everything below it at the restricted addresses', (domain) => {
    const zone = synthesized().hasResource('google_dns_managed_zone', {
      dns_name: domain,
      visibility: 'private',
      private_visibility_config: { networks: [{ network_url: `\${${network().address}.id}` }] },
    });
    const managed_zone = `\${${zone.address}.name}`;
    synthesized().hasResource('google_dns_record_set', {
      managed_zone,
      name: domain,
      type: 'A',
      rrdatas: ['199.36.153.4', '199.36.153.5', '199.36.153.6', '199.36.153.7'],
    });
    synthesized().hasResource('google_dns_record_set', {
      managed_zone,
      name: `*.${domain}`,
      type: 'CNAME',
      rrdatas: [domain],
    });
  });
});

test.each([0, 1.5, -1, Number.NaN])('flow sampling of %d is refused', (flowSampling) => {
  expect(() => given({ flowSampling })).toThrow(
    `stack/Network: flowSampling ${flowSampling}: a share above 0 and at most 1 is allowed`,
  );
});

test('a network that is managed elsewhere makes none', () => {
  expect(
    Network.fromNetworkIds('projects/host/global/networks/shared', 'projects/host/regions/r/subnetworks/s'),
  ).toEqual({
    networkId: 'projects/host/global/networks/shared',
    subnetworkId: 'projects/host/regions/r/subnetworks/s',
  });
});

test('the network can be reached through the default child', () => {
  (given().node.defaultChild as ComputeNetwork).mtu = 8896;
  expect(network().properties.mtu).toBe(8896);
});
