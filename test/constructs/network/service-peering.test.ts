import { Network } from '../../../constructs/network/network';
import { ServicePeering } from '../../../constructs/network/service-peering';
import { testEnvironment, testStack } from '../../../testing';
import { readableTemplate } from '../../support/readable';

const { project, naming } = testEnvironment();
const network = Network.fromNetworkIds('projects/p/global/networks/n', 'projects/p/regions/r/subnetworks/s');

function template(prefixLength?: number) {
  const stack = testStack();
  new ServicePeering(stack, 'Peering', { project, naming, network, prefixLength });
  return readableTemplate(stack);
}

test('peers a network with that of Google’s services, with a range of private addresses', () => {
  template().hasResource('google_compute_global_address', {
    name: 'churn-dev-services',
    project,
    purpose: 'VPC_PEERING',
    address_type: 'INTERNAL',
    prefix_length: 20,
    network: 'projects/p/global/networks/n',
  });
  template().hasResource('google_service_networking_connection', {
    network: 'projects/p/global/networks/n',
    service: 'servicenetworking.googleapis.com',
    reserved_peering_ranges: ['${google_compute_global_address.Peering_Range.name}'],
  });
});

test('is left behind when it is taken down, as Google refuses that for days', () => {
  template().hasResource('google_service_networking_connection', { deletion_policy: 'ABANDON' });
});

test('takes another size of range', () => {
  template(24).hasResource('google_compute_global_address', { prefix_length: 24 });
});
