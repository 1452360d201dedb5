import { type PipelineDeliveryProps } from './pipeline-delivery';
import { PIPELINE_DELIVERY } from './pipeline-delivery-info';

type Options = Pick<
  PipelineDeliveryProps,
  'builder' | 'repository' | 'environment' | 'environments' | 'customerManagedKeys' | 'network'
>;

/** What builds call whatever the stacks of an environment hold: which APIs are enabled, models, requests that were logged. */
const ALWAYS_CALLED = ['aiplatform.googleapis.com', 'bigquery.googleapis.com', 'serviceusage.googleapis.com'];

/** APIs of the project of builds: those that it uses itself, and those that builds call for the environments. */
export function deliveryServices({
  builder,
  repository: { host },
  environment,
  environments,
  customerManagedKeys = false,
  network,
}: Options): { services: string[]; calledServices: string[] } {
  const here = builder === 'cloudBuild';
  const peers = here && environment.private && network !== undefined;
  const services = [
    ...PIPELINE_DELIVERY.services,
    ...(here && host === 'secureSourceManager' ? ['securesourcemanager.googleapis.com'] : []),
    ...(here && host !== 'secureSourceManager' ? ['secretmanager.googleapis.com'] : []),
    ...(here ? [] : ['sts.googleapis.com']),
    ...(peers ? ['compute.googleapis.com', 'servicenetworking.googleapis.com'] : []),
    ...(customerManagedKeys ? ['cloudkms.googleapis.com'] : []),
    ...(environments.some(({ billingAccount }) => billingAccount) ? ['cloudbilling.googleapis.com'] : []),
  ];
  const called = environments.flatMap((delivered) => delivered.services);
  return { services, calledServices: [...new Set([...ALWAYS_CALLED, ...called])].sort() };
}
