import { type CapabilityInfo } from '../core/capability';

/** Told apart from the classes, as the platform stack and the models stacks each hold a part of the capability. */
export const SERVICE_MONITORING: CapabilityInfo = {
  kind: 'service-monitoring',
  title: 'Service monitoring',
  sinceLevel: 0,
  makes: 'a dashboard, alerts on latency, errors, saturation and quota, notification channels, a budget',
  services: ['billingbudgets.googleapis.com', 'cloudresourcemanager.googleapis.com', 'monitoring.googleapis.com'],
};
