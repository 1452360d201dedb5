import { ServiceMonitoring } from '../../constructs/patterns/service-monitoring';
import { type PlatformStack } from '../platform-stack';

export function serviceMonitoring(stack: PlatformStack): ServiceMonitoring {
  const { config, environment } = stack.settings;
  const { notify, quotaRatio } = config.alerts;
  return new ServiceMonitoring(stack, 'ServiceMonitoring', {
    environment,
    notify: notify.length > 0 ? notify : { nobody: 'alerts.notify names no address' },
    quotaRatio,
    budget: config.budget,
  });
}
