import { type TerraformStack } from 'cdktf';
import { Network } from '../../../constructs/network/network';
import { VpcConnector } from '../../../constructs/network/vpc-connector';
import { testEnvironment, testStack } from '../../../testing';
import { readableTemplate } from '../../support/readable';

const { project, region, naming } = testEnvironment();

let stack: TerraformStack;

beforeEach(() => {
  stack = testStack();
});

const given = (range = '10.8.0.0/28') =>
  new VpcConnector(stack, 'Connector', {
    project,
    region,
    naming,
    purpose: 'egress',
    network: Network.fromNetworkIds('networks/main', 'subnetworks/main'),
    range,
  });
const resource = (address: string) => readableTemplate(stack).resource(address).properties;

test('it stands on a subnet of its own, from which Google is reached privately and flows are logged', () => {
  given();
  expect(resource('google_compute_subnetwork.Connector_Subnetwork')).toMatchObject({
    network: 'networks/main',
    ip_cidr_range: '10.8.0.0/28',
    private_ip_google_access: true,
    log_config: {},
  });
  expect(resource('google_vpc_access_connector.Connector')).toMatchObject({
    name: 'churn-dev-egress',
    subnet: { name: '${google_compute_subnetwork.Connector_Subnetwork.name}', project_id: project },
  });
});

test('its size is written out, as it costs', () => {
  given();
  expect(resource('google_vpc_access_connector.Connector')).toMatchObject({
    machine_type: 'e2-micro',
    min_instances: 2,
    max_instances: 3,
  });
});

test.each(['10.8.0.0/27', '10.8.0.0', 'ten'])('the range %s is refused: Google takes a /28', (range) => {
  expect(() => given(range)).toThrow(`stack/Connector: range "${range}" is not valid: a /28 as "10.8.0.0/28"`);
});
