import { Network } from '../../../constructs/network/network';
import { SourceEndpoint } from '../../../constructs/source/source-endpoint';
import { SourceInstance } from '../../../constructs/source/source-instance';
import { testEnvironment, testStack } from '../../../testing';
import { readableTemplate } from '../../support/readable';

const network = Network.fromNetworkIds('projects/p/global/networks/n', 'projects/p/regions/r/subnetworks/s');
const INSTANCE = 'google_secure_source_manager_instance.Instance';

function endpoint() {
  const stack = testStack();
  const { project, region, naming } = testEnvironment();
  const caPool = 'projects/p/locations/europe-west4/caPools/c';
  const instance = new SourceInstance(stack, 'Instance', { instanceId: 'i', project, location: region, caPool });
  new SourceEndpoint(stack, 'Endpoint', { project, region, naming, network, instance });
  return readableTemplate(stack);
}

test.each([
  ['web', 'http_service_attachment'],
  ['ssh', 'ssh_service_attachment'],
])('connects an inner address to the %s service of the instance', (purpose, attachment) => {
  const template = endpoint();
  template.hasResource('google_compute_address', {
    name: `churn-dev-source-${purpose}`,
    address_type: 'INTERNAL',
    subnetwork: network.subnetworkId,
  });
  template.hasResource('google_compute_forwarding_rule', {
    name: `churn-dev-source-${purpose}`,
    region: 'europe-west4',
    network: network.networkId,
    ip_address: `\${google_compute_address.Endpoint_${purpose}-address.id}`,
    target: `\${${INSTANCE}.private_config[0].${attachment}}`,
    load_balancing_scheme: '',
  });
});

test('the names of the instance are known in the network only', () => {
  endpoint().hasResource('google_dns_managed_zone', {
    dns_name: 'europe-west4.p.sourcemanager.dev.',
    visibility: 'private',
    private_visibility_config: { networks: [{ network_url: network.networkId }] },
  });
});

test.each([
  ['', 'web'],
  ['-api', 'web'],
  ['-git', 'web'],
  ['-ssh', 'ssh'],
])('the host with suffix "%s" is at the %s address', (suffix, purpose) => {
  endpoint().hasResource('google_dns_record_set', {
    name: `\${${INSTANCE}.instance_id}-\${data.google_project.Endpoint_Project.number}${suffix}.europe-west4.p.sourcemanager.dev.`,
    type: 'A',
    rrdatas: [`\${google_compute_address.Endpoint_${purpose}-address.address}`],
  });
});
