import { WorkerPool, type WorkerPoolProps } from '../../../constructs/cloudbuild/worker-pool';
import { Network } from '../../../constructs/network/network';
import { ServicePeering } from '../../../constructs/network/service-peering';
import { testEnvironment, testStack } from '../../../testing';
import { readableTemplate } from '../../support/readable';

const PLACE = { project: 'acme-churn-cicd', location: 'europe-west4' };

function pool(props: Partial<WorkerPoolProps> = {}, stack = testStack()) {
  new WorkerPool(stack, 'Pool', { poolName: 'builds', ...PLACE, ...props });
  return readableTemplate(stack).resource('google_cloudbuild_worker_pool.Pool').properties;
}

test('workers have no address of their own, and so no way out', () => {
  expect(pool()).toEqual({
    name: 'builds',
    ...PLACE,
    worker_config: { machine_type: 'e2-standard-4', disk_size_gb: 100, no_external_ip: true },
  });
});

test('workers get a way out when it is asked for', () => {
  expect(pool({ externalIp: true })).toMatchObject({ worker_config: { no_external_ip: false } });
});

test('workers reach a network that is peered, once it is', () => {
  const stack = testStack();
  const { naming, project } = testEnvironment();
  const network = Network.fromNetworkIds('projects/p/global/networks/n', 'projects/p/regions/r/subnetworks/s');
  const peering = new ServicePeering(stack, 'Peering', { project, naming, network });
  expect(pool({ peering }, stack)).toMatchObject({
    network_config: { peered_network: 'projects/p/global/networks/n', peered_network_ip_range: '/24' },
    depends_on: ['google_service_networking_connection.Peering'],
  });
});

test('a pool is known by its name', () => {
  expect(WorkerPool.nameOf('p', 'europe-west4', 'builds')).toBe('projects/p/locations/europe-west4/workerPools/builds');
});

test.each<[string, Partial<WorkerPoolProps>]>([
  ['workerPool name "B" is not valid', { poolName: 'B' }],
  ['diskSizeGb 2000: 1 to 1000 are allowed', { diskSizeGb: 2000 }],
])('%s', (problem, props) => {
  expect(() => pool(props)).toThrow(`stack/Pool: ${problem}`);
});
