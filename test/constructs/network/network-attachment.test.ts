import { NetworkAttachment } from '../../../constructs/network/network-attachment';
import { Network } from '../../../constructs/network/network';
import { testStack } from '../../../testing';
import { readableTemplate } from '../../support/readable';

const [project, region] = ['acme-churn-dev', 'europe-west4'];

function given() {
  const stack = testStack();
  new NetworkAttachment(stack, 'Attachment', {
    attachmentName: 'churn-dev-pipelines',
    project,
    region,
    description: 'Lets pipelines in',
    network: Network.fromNetworkIds('networks/main', 'subnetworks/main'),
  });
  return readableTemplate(stack).resource('google_compute_network_attachment.Attachment').properties;
}

test('machines get an address in the subnet of the network', () => {
  expect(given()).toMatchObject({ name: 'churn-dev-pipelines', project, region, subnetworks: ['subnetworks/main'] });
});

test('nobody is let in by himself, and a deployment leaves alone whom a service agent let in', () => {
  expect(given()).toMatchObject({
    connection_preference: 'ACCEPT_MANUAL',
    lifecycle: { ignore_changes: ['producer_accept_lists'] },
  });
});

test('its id follows from its name', () => {
  expect(NetworkAttachment.idOf(project, region, 'a')).toBe(
    'projects/acme-churn-dev/regions/europe-west4/networkAttachments/a',
  );
});
